using ArchSpec.Testing;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

/// <summary>The photographs themselves, where this machine has them.</summary>
public class RicePhotographTests
{
    [SkippableFact]
    public void Ten_thousand_photographs_open_split_and_decode()
    {
        var folder = RepositoryRoot.RicePhotographs();
        Skip.If(folder is null, "No rice photographs: ARCHSPEC_RICE_DIR is not set, and ../shared/data/rice is not there.");

        var data = ImageFolder.Open(folder);
        var some = data.Validation with { Items = [.. data.Validation.Items.Where((_, i) => i % 20 == 0)] };
        using var cache = ImageCache.Open([some], new(64, 64, 3), new() { Mode = CacheMode.Ram });

        Assert.Equal(["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"], data.ClassNames);
        Assert.InRange((double)data.Validation.Items.Count / (data.Train.Items.Count + data.Validation.Items.Count), 0.18, 0.22);
        Assert.Empty(cache.Bad);
        foreach (var batch in new BatchReader(cache.Of(some), 32).Shuffled(1, 1))
        {
            Assert.InRange(batch.Pixels.Average(level => (double)level), 5, 120);
        }
    }
}
