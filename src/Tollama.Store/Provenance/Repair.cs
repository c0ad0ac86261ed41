using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>How a model whose files are damaged gets whole ones: from where it had them.</summary>
internal static class Repair
{
    /// <summary>What to do, as the end of a sentence: <c>pull it again: tollama pull theta --force</c>.</summary>
    public static string Of(InstalledModel model)
    {
        ModelOrigin? origin = model.Manifest.Origin;
        ModelOrigin root = Origins.Root(origin);
        string source = origin?.Model ?? model.Name.Short;
        string again = $"tollama rm {model.Name.Short}, then tollama";
        return root.How switch
        {
            // Both have the same files: what is fetched for the one is there for the other.
            Origins.Pulled or "built_in" when origin?.Of is not null => $"pull the model that it was made of, whose files are the same: tollama pull {source} --force",
            Origins.Imported => $"remove it and import its archive again: {again} import FILE {model.Name.Short}",
            "created" => $"remove it and make it of its files again: {again} create {model.Name.Short} -f Modelfile, or tollama import FOLDER {model.Name.Short}",
            _ => $"pull it again: tollama pull {model.Name.Short} --force",
        };
    }
}
