using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The equation of <c>keras.layers.EinsumDense</c> on inputs of one shape: <c>ab,bc->ac</c>, <c>...x,xy->...y</c> or
/// <c>xa...,xy->ya...</c>, with the batch among the letters or the dots. Every axis gets a letter here, so that the dots are gone.
/// </summary>
/// <param name="Input">The letters of the input's axes, the batch's first.</param>
/// <param name="Kernel">Those of the kernel's.</param>
/// <param name="Output">Those of the output's, the batch's first.</param>
/// <param name="Elided">How many of them the dots stand for.</param>
/// <param name="DotsInFront">Whether the dots are in front.</param>
internal sealed record EinsumEquation(string Input, string Kernel, string Output, int Elided, bool DotsInFront)
{
    private const string Dots = "...";

    /// <summary>Without dots, as libtorch takes it.</summary>
    public string Text => $"{Input},{Kernel}->{Output}";

    /// <summary>The output's letters that the equation itself has.</summary>
    public string Named => DotsInFront ? Output[Elided..] : Output[..^Elided];

    /// <summary>Reads an equation.</summary>
    /// <exception cref="LayerException">It is none, or not for an input of this shape.</exception>
    public static EinsumEquation Read(string equation, Shape sample)
    {
        var sides = equation.Split("->");
        string[] parts = sides is [var left, var right] ? [.. left.Split(','), right] : [];
        if (parts is not [var input, var kernel, var output] || !IsLetters(kernel))
        {
            throw Invalid(equation);
        }

        var inFront = input.StartsWith(Dots, StringComparison.Ordinal) && output.StartsWith(Dots, StringComparison.Ordinal);
        var behind = !inFront && input.EndsWith(Dots, StringComparison.Ordinal) && output.EndsWith(Dots, StringComparison.Ordinal);
        var dots = inFront || behind ? Dots.Length : 0;
        var (x, y) = inFront ? (input[dots..], output[dots..]) : (input[..^dots], output[..^dots]);
        var elided = sample.Rank + 1 - x.Length;
        if (!IsLetters(x) || !IsLetters(y) || (behind && x.Length < 2))
        {
            throw Invalid(equation);
        }

        if (elided < (inFront ? 1 : 0) || (dots == 0 && elided > 0))
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"equation '{equation}' names {x.Length} axes, and its input {sample} has {sample.Rank + 1} with the batch"));
        }

        var free = FreeLetters(x + kernel + y)[..elided];
        var read = inFront
            ? new EinsumEquation(free + x, kernel, free + y, elided, true)
            : new EinsumEquation(x + free, kernel, y + free, elided, false);
        return read.Checked(equation);
    }

    private EinsumEquation Checked(string equation)
    {
        if (Output[0] != Input[0] || Kernel.Contains(Input[0], StringComparison.Ordinal))
        {
            throw new LayerException($"equation '{equation}' must keep the batch, the input's first axis, in front of its output, and out of the kernel");
        }

        var nowhere = Output.FirstOrDefault(letter => !Input.Contains(letter, StringComparison.Ordinal) && !Kernel.Contains(letter, StringComparison.Ordinal));
        nowhere = nowhere == default ? Kernel.FirstOrDefault(letter => !Input.Contains(letter, StringComparison.Ordinal) && !Output.Contains(letter, StringComparison.Ordinal)) : nowhere;
        return nowhere == default
            && Output.Distinct().Count() == Output.Length
            && Input.Distinct().Count() == Input.Length
            && Kernel.Distinct().Count() == Kernel.Length
            ? this
            : throw new LayerException($"equation '{equation}' must have each letter once in a part, each of the output's also in the input or the kernel, and each of the kernel's also in the input or the output");
    }

    /// <summary>The size of every letter's axis.</summary>
    /// <param name="sample">The input's shape.</param>
    /// <param name="sizes">The argument <c>output_shape</c>: the output without the batch and without the dots.</param>
    /// <exception cref="LayerException">A size contradicts the input's, or there are too few or many.</exception>
    public IReadOnlyDictionary<char, int?> SizesOf(Shape sample, IReadOnlyList<int?> sizes)
    {
        var known = new Dictionary<char, int?>();
        for (var axis = 1; axis < Input.Length; axis++)
        {
            known[Input[axis]] = sample[axis - 1];
        }

        var named = DotsInFront ? Named : Named[1..];
        if (named.Length != sizes.Count)
        {
            throw new LayerException($"output_shape must have {named.Length} sizes, one for each of '{named}', received {sizes.Count}");
        }

        for (var axis = 0; axis < named.Length; axis++)
        {
            var size = known.GetValueOrDefault(named[axis]) ?? sizes[axis];
            if (sizes[axis] is { } wanted && wanted != size)
            {
                throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"output_shape gives axis '{named[axis]}' the size {wanted}, and its input {sample} has {size} there"));
            }

            known[named[axis]] = size;
        }

        return known;
    }

    private static bool IsLetters(string text) => text.Length > 0 && text.All(char.IsAsciiLetter);

    private static string FreeLetters(string taken) =>
        string.Concat("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(letter => !taken.Contains(letter, StringComparison.Ordinal)));

    private static LayerException Invalid(string equation) =>
        new($"equation '{equation}' must be of the form ab,bc->ac or ...a,ab->...b or ab...,ac->cb...");
}
