namespace Tollama.Catalog.Safetensors;

/// <summary>The number formats that a safetensors file may hold. Each is stored little-endian.</summary>
public enum TensorType
{
    /// <summary>IEEE double, 8 bytes.</summary>
    F64,

    /// <summary>IEEE single, 4 bytes.</summary>
    F32,

    /// <summary>IEEE half, 2 bytes.</summary>
    F16,

    /// <summary>The upper half of an IEEE single, 2 bytes.</summary>
    BF16,

    /// <summary>Signed integer of 8 bytes.</summary>
    I64,

    /// <summary>Signed integer of 4 bytes.</summary>
    I32,

    /// <summary>Signed integer of 2 bytes.</summary>
    I16,

    /// <summary>Signed integer of 1 byte.</summary>
    I8,

    /// <summary>Unsigned integer of 1 byte.</summary>
    U8,

    /// <summary>True or false, 1 byte.</summary>
    Bool,
}
