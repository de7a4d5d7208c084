using System.Globalization;
using System.Text;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>
/// Random specs of nested blocks: parameters and defaults, expressions, repetitions, positional and named uses, an included file. Each
/// number of channels is its own: only convolutions of kernels of 1 x 1, one behind the other.
/// </summary>
internal sealed class RandomSpec(Random random)
{
    private readonly List<(string Name, int Required, int Optional)> _blocks = [];

    public string Text()
    {
        var library = Blocks(random.Next(3));
        var own = Blocks(1 + random.Next(3));
        var text = new StringBuilder("archspec: 1\n");
        text.Append(library.Length > 0 ? "include: library.yaml\n" : "").Append("input: [2, 2, 3]\nblocks:\n").Append(own).Append("layers:\n");
        for (var item = random.Next(2, 6); item > 0; item--)
        {
            text.Append(Item("  ", [], isTop: true));
        }

        return text + (library.Length > 0 ? $"=== library.yaml\narchspec: 1\nblocks:\n{library}" : "");
    }

    private string Blocks(int count)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
        {
            var (required, optional) = (random.Next(3), random.Next(3));
            var parameters = Enumerable.Range(0, required + optional).Select(place => $"p{place}").ToList();
            var declared = parameters.Select((name, place) => place < required ? name : $"{name}: {Number([.. parameters.Take(place)])}");
            var name = $"B{_blocks.Count}";
            text.Append(CultureInfo.InvariantCulture, $"  {name}:  # a block\n");
            text.Append(random.Next(2) == 0 ? "    inline: true\n" : "");
            text.Append(parameters.Count == 0 ? "" : random.Next(3) == 0 ? $"    parameters:\n{string.Concat(declared.Select(parameter => $"      - {parameter}\n"))}" : $"    parameters: [{string.Join(", ", declared)}]\n");
            text.Append("    layers:\n");
            for (var item = random.Next(1, 4); item > 0; item--)
            {
                text.Append(Item("      ", parameters, isTop: false));
            }

            _blocks.Add((name, required, optional));
        }

        return text.ToString();
    }

    private string Item(string indent, IReadOnlyList<string> parameters, bool isTop)
    {
        var repeat = random.Next(5) == 0 ? $"{indent}  repeat: {random.Next(1, 4)}\n" : "";
        if (_blocks.Count > 0 && random.Next(isTop ? 4 : 2) > 0)
        {
            return $"{indent}- {Use(indent, parameters)}\n{repeat}";
        }

        return random.Next(3) switch
        {
            0 => $"{indent}- Conv2D: [{Number(parameters)}, 1]\n{repeat}",
            1 => $"{indent}- Conv2D:   # a layer\n{indent}    filters: {Number(parameters)}\n{indent}    kernel_size: 1  # small\n{repeat}",
            _ => $"{indent}- Conv2D: {{ filters: {Number(parameters)}, kernel_size: 1 }}   # a layer\n{repeat}",
        };
    }

    private string Use(string indent, IReadOnlyList<string> parameters)
    {
        var (name, required, optional) = _blocks[random.Next(_blocks.Count)];
        var given = Enumerable.Range(0, required + random.Next(optional + 1)).Select(_ => Number(parameters)).ToList();
        return (given.Count, random.Next(4)) switch
        {
            (0, _) => $"{name}:",
            (1, 0) => $"{name}: {given[0]}",
            (_, 1) => $"{name}: [{string.Join(", ", given)}]  # a use",
            (_, 2) => $"{name}:\n{string.Concat(given.Select((value, place) => $"{indent}    p{place}: {value}\n"))}".TrimEnd('\n'),
            _ => $"{name}: {{ {string.Join(", ", given.Select((value, place) => $"p{place}: {value}"))} }}",
        };
    }

    private string Number(IReadOnlyList<string> parameters)
    {
        if (parameters.Count == 0 || random.Next(4) == 0)
        {
            return random.Next(4, 12).ToString(CultureInfo.InvariantCulture);
        }

        var name = parameters[random.Next(parameters.Count)];
        return random.Next(4) switch
        {
            0 => $"\"${{2 * {name}}}\"",
            1 => $"\"${{{name} // 2 + 1}}\"",
            _ => $"\"${{{name}}}\"",
        };
    }
}
