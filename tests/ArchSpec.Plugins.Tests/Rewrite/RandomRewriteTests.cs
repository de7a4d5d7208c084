using ArchSpec.Rewrite;

namespace ArchSpec.Plugins.Tests.Rewrite;

public sealed class RandomRewriteTests
{
    // What comes out is read back from the written files, and compared argument by argument; then it changes again.
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1000, 0.4)]
    [InlineData(2000, 1)]
    public void Any_numbers_can_become_any_others(int firstSeed, double share)
    {
        for (var seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            var random = new Random(seed);
            var text = new RandomSpec(random).Text();
            try
            {
                using var files = new RewriteCase(text);
                files.Rewrite(Changes(files, random, share));
                files.Continue();
                files.Rewrite(Changes(files, random, share), "small.yaml", "small.library.yaml");
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}\n{text}", error);
            }
        }
    }

    private static SpecChanges Changes(RewriteCase files, Random random, double share) => new(
        [
            .. files.Steps.Where(step => step.Layer.Layer is not null && random.NextDouble() < share)
                .Select(step => new ArgumentChange(step.Path, step.Layer, step.Layer.Layer!.Arguments[0], null, random.Next(1, 9), "by chance")),
        ],
        [],
        null);
}
