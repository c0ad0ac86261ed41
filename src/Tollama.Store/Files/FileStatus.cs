using System.Runtime.InteropServices;

namespace Tollama.Store;

/// <summary>Who owns a file and who may write it, as <c>lstat</c> says.</summary>
/// <remarks>
/// .NET tells the mode of a file but not its owner. Its own native library, which is part of every program, has the call in one shape for all systems and
/// processors, and the C library does not.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct FileStatus(uint Owner, int Mode)
{
    private const int KindMask = 0xF000;
    private const int FolderKind = 0x4000;
    private const int RegularKind = 0x8000;
    private const int LinkKind = 0xA000;
    private const int Sticky = 0x200;
    private const int WritableByOthersMask = 0x12;
    private const int PermissionMask = 0xFFF;

    public bool IsFolder => (Mode & KindMask) == FolderKind;

    public bool IsRegular => (Mode & KindMask) == RegularKind;

    public bool IsLink => (Mode & KindMask) == LinkKind;

    /// <summary>True if only owners may rename and remove what is in the folder.</summary>
    public bool IsSticky => (Mode & Sticky) != 0;

    /// <summary>True if the group or everybody may write it. What an access control list grants beyond that shows in the group's bits.</summary>
    public bool IsWritableByOthers => (Mode & WritableByOthersMask) != 0;

    /// <summary>As <c>chmod</c> takes it: <c>0644</c>.</summary>
    public string Permissions => "0" + Convert.ToString(Mode & PermissionMask, 8).PadLeft(3, '0');

    /// <summary>The user as whom this process acts.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>Looks at a file; <see langword="null"/> when there is none, or it cannot be looked at.</summary>
    public static FileStatus? Of(string path) => LinkStatus(path, out Native status) == 0 ? new FileStatus(status.Owner, status.Mode) : null;

    /// <summary>As <see cref="Of"/>, for what links lead to.</summary>
    public static FileStatus? Behind(string path) => TargetStatus(path, out Native status) == 0 ? new FileStatus(status.Owner, status.Mode) : null;

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TargetStatus(string path, out Native status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinkStatus(string path, out Native status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUser();

    // The fields that are used, and more room behind them than the call fills.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Native
    {
        public int Flags;
        public int Mode;
        public uint Owner;
    }
}
