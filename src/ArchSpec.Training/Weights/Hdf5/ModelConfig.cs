using System.Text;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>The model of a file that <c>model.save("model.h5")</c> wrote: its JSON is the attribute <c>model_config</c>.</summary>
internal static class ModelConfig
{
    private const string Attribute = "model_config";

    /// <summary>The JSON in UTF-8.</summary>
    /// <exception cref="WeightsException">The file is damaged, or has no model.</exception>
    public static byte[] Read(string path)
    {
        using var file = PlainFile.OpenRead(path);
        return KerasHdf5.Open(file, path, new WeightsBudget(file.Length), root => root.Texts(Attribute) is [var json]
            ? Encoding.UTF8.GetBytes(json)
            : throw new WeightsException($"{path}: this file has weights but no model; import its model.json, what model.to_json() wrote, and give this file with --weights"));
    }
}
