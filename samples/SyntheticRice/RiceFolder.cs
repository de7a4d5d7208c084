namespace SyntheticRice;

/// <summary>Writes a data set: a folder for each variety, with files named like those of the Rice Image Dataset.</summary>
public static class RiceFolder
{
    /// <summary>Writes <c>DIR/Arborio/Arborio (1).jpg</c> and so on; the same seed and size give the same bytes.</summary>
    /// <param name="folder">Made where it is not there; files in it are replaced.</param>
    /// <param name="count">Pictures of each variety.</param>
    /// <param name="seed">Another seed draws other grains.</param>
    /// <param name="size">Pixels of each side.</param>
    public static void Write(string folder, int count = 80, long seed = 1, int size = 250)
    {
        foreach (var grain in Grain.Varieties)
        {
            Directory.CreateDirectory(Path.Combine(folder, grain.Name));
            Parallel.For(1, count + 1, number => File.WriteAllBytes(
                Path.Combine(folder, grain.Name, $"{grain.Name} ({number}).jpg"),
                GrainPicture.Jpeg(grain, seed, number, size)));
        }
    }
}
