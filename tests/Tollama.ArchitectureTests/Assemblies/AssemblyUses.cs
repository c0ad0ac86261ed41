using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tollama.ArchitectureTests.Assemblies;

/// <summary>
/// What the compiled code of an assembly uses of others, read from its metadata: types and members by their full names, methods also with the number of their
/// parameters.
/// </summary>
internal static class AssemblyUses
{
    public static IReadOnlySet<string> Of(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using PEReader image = new(file);
        MetadataReader metadata = image.GetMetadataReader();
        HashSet<string> uses = [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                string name = NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name);
                uses.Add(name);
                if (member.GetKind() == MemberReferenceKind.Method)
                {
                    uses.Add($"{name}({ParametersOf(metadata, member)})");
                }
            }
        }

        return uses;
    }

    /// <summary>The uses that are a forbidden namespace, type or member, or lie in one.</summary>
    public static IEnumerable<string> Violations(IEnumerable<string> uses, IReadOnlyList<string> forbidden) =>
        uses.Where(use => forbidden.Any(prefix => use == prefix || use.StartsWith(prefix + ".", StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    // A signature begins with its kind, the number of type parameters of a generic method, and the number of parameters (ECMA-335, II.23.2.2).
    private static int ParametersOf(MetadataReader metadata, MemberReference method)
    {
        BlobReader signature = metadata.GetBlobReader(method.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) + "." + name
            : metadata.GetString(type.Namespace) + "." + name;
    }
}
