using System.Reflection;
using System.Runtime.Loader;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>The table reader of another build, from its folder, beside the one that this program is linked with.</summary>
internal sealed class ProgramFolder(string folder) : AssemblyLoadContext
{
    /// <summary>A function that reads a table with default options.</summary>
    internal Func<ReadOnlyMemory<byte>, object> TableReader()
    {
        MethodInfo read = LoadFromAssemblyPath(PathOf("Tollama.Data")).GetType("Tollama.Data.Tables.TableReader", throwOnError: true)!.GetMethod("Read")!;
        object options = Activator.CreateInstance(read.GetParameters()[1].ParameterType)!;
        return bytes => read.Invoke(null, [bytes, options, null, null, CancellationToken.None])!;
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        File.Exists(PathOf(assemblyName.Name!)) ? LoadFromAssemblyPath(PathOf(assemblyName.Name!)) : null;

    private string PathOf(string name) => Path.GetFullPath(Path.Combine(folder, name + ".dll"));
}
