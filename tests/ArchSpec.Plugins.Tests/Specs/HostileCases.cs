using System.Globalization;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>Specs that would take all time or memory, or numbers that overflow.</summary>
internal static class HostileCases
{
    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("a million layers", "- ⟦AS0308⟧Activation: relu\n  repeat: 1000000\n", "more than 10000 layers"),
        new("as many faulty layers as there can be", "- ⟦AS0301⟧⟦AS0308⟧MaxPooling2D: 9\n  repeat: 2147483647\n"),
        new("empty blocks without end", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { inline: true, layers: [] } }\nlayers:\n- ⟦AS0308⟧A:\n  repeat: 2147483647\n"),
        new("blocks of blocks of blocks", "archspec: 1\ninput: [8, 8, 3]\nblocks:\n" + string.Concat(Enumerable.Range(0, 12).Select(Level)) + "  B12: { layers: [{ ⟦AS0308⟧Activation: relu, repeat: 100 }] }\nlayers: [B0]\n"),
        new("a block of branches that uses itself", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { layers: [{ branches: [[⟦AS0404⟧A], [A], [A], [A]] }] } }\nlayers: [A]\n"),
        new("many filters", "- ⟦AS0301⟧Conv2D: { filters: 2147483647, kernel_size: 1024, padding: same }\n", "too many to count"),
        new("a product that overflows", "- Dense: 2147483647\n- ⟦AS0301⟧Flatten\n", "its output would have 137438953408 values"),
        new("a sum of channels that overflows", "- branches: [[Dense: 2147483647], [Dense: 2147483647]]\n  join: ⟦AS0301⟧Concatenate\n", "too many to count"),
        new("operations that overflow", "archspec: 1\ninput: [1000000, 1000000, 3]\nlayers: [{ ⟦AS0301⟧Conv2D: { filters: 4, kernel_size: 1000, padding: same } }]\n"),
        new("a dilation that overflows", "- ⟦AS0301⟧Conv2D: { filters: 4, kernel_size: 3, dilation_rate: 2147483647 }\n"),
        new("a step that is larger than any image", "- Conv2D: { filters: 4, kernel_size: 3, strides: 2147483647, padding: same }\n- MaxPooling2D: { pool_size: 1, strides: 2147483647 }\n- Flatten\n"),
        new("a value of a megabyte", "- Dense: ⟦AS0203⟧" + new string('9', 1_000_000) + "\n", "…"),
        new("a name of a megabyte", "- ⟦AS0201⟧" + new string('a', 500_000) + "\n"),
        new("a mass of expressions", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { parameters: [a], layers: [{ Dense: 5, name: ⟦AS0401⟧\"" + string.Concat(Enumerable.Repeat("${a}x", 100_000)) + "\" }] } }\nlayers: [A: 1]\n", "at most 1000 characters"),
        new("includes of includes", Includes()),
    ];

    private static string Level(int level) => string.Create(
        CultureInfo.InvariantCulture, $"  B{level}: {{ layers: [{{ B{level + 1}: , repeat: 1000 }}] }}\n");

    // Each of six files includes the next one a thousand times.
    private static string Includes()
    {
        var files = Enumerable.Range(1, 6).Select(i => $"=== {i}.yaml\narchspec: 1\ninclude: [{string.Join(", ", Enumerable.Repeat($"{i + 1}.yaml", 1000))}]\n");
        return "archspec: 1\ninclude: 1.yaml\ninput: [8, 8, 3]\nlayers: [A]\n" + string.Concat(files) + "=== 7.yaml\narchspec: 1\nblocks: { A: { layers: [Flatten] } }\n";
    }
}
