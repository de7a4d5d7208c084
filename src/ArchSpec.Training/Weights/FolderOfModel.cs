namespace ArchSpec.Training.Weights;

/// <summary>A folder where a file is wanted: TensorFlow saves a model as one.</summary>
internal static class FolderOfModel
{
    /// <summary>What is wrong with the folder, and what to do.</summary>
    /// <exception cref="WeightsException">The path is a folder.</exception>
    public static void Refuse(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        throw new WeightsException(File.Exists(Path.Combine(path, "saved_model.pb"))
            ? $"{path}: this is a folder that TensorFlow saved (SavedModel), which has operations and no layers; load it in Python with tf.keras.models.load_model and save it as model.h5 or model.keras"
            : $"{path}: this is a folder; name a file in it");
    }
}
