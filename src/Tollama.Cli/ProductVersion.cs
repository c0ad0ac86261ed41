using System.Reflection;

namespace Tollama.Cli;

/// <summary>The version of this build.</summary>
internal static class ProductVersion
{
    /// <summary>Without the commit that the build may append: <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
