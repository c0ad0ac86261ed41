using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tollama.ArchitectureTests.Assemblies;

/// <summary>What the compiled code of an assembly uses of others, read from its metadata: types and members by their full names.</summary>
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
                uses.Add(NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name));
            }
        }

        return uses;
    }

    /// <summary>The uses that are a forbidden namespace, type or member, or lie in one.</summary>
    public static IEnumerable<string> Violations(IEnumerable<string> uses, IReadOnlyList<string> forbidden) =>
        uses.Where(use => forbidden.Any(prefix => use == prefix || use.StartsWith(prefix + ".", StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) + "." + name
            : metadata.GetString(type.Namespace) + "." + name;
    }
}
