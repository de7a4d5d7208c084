using System.Diagnostics;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static ArchSpec.Training.Tests.Weights.Pickles;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Small files of PyTorch that would take hours, or more memory than there is: each is one message, at once.</summary>
public sealed class PickleAttackTests : IDisposable
{
    private const string Rebuild = "ctorch._utils\n_rebuild_tensor_v2\n(";

    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Views_of_one_number_are_counted_together()
    {
        var views = Enumerable.Range(0, 2000).SelectMany(place => Of(Text($"k{place}"), View(1, [1 << 20], [0]))[2..^1]).ToArray();

        Refused("its values would take", Of("}(", views, "u"), ("archive/data/0", new byte[16]));
    }

    [Fact]
    public void Storages_that_are_asked_for_as_something_else_each_time_are_counted()
    {
        var views = Enumerable.Range(0, 2000).SelectMany(place => Of(Text($"k{place}"), View(100_000 - place, [1], [1]))[2..^1]).ToArray();

        Refused("its values would take", Of("}(", views, "u"), ("archive/data/0", new byte[800_000]));
    }

    [Fact]
    public void A_shape_of_thousands_of_axes_is_no_shape()
    {
        var zeros = string.Concat(Enumerable.Repeat("K\0", 100_000));
        var calls = string.Concat(Enumerable.Repeat("h\u0001(h\u0002K\0h\0h\0\u0089NtR0", 20_000));

        Refused("does not lie within its storage", Of($"({zeros}tq\00{Rebuild[..^1]}q\u00010", Storage(1), $"q\u00020{calls}}}"));
    }

    [Fact]
    public void A_list_that_is_made_a_dictionary_again_and_again_ends()
    {
        var pairs = Enumerable.Range(0, 100_000).SelectMany(place => (byte[])[(byte)'(', (byte)'J', .. BitConverter.GetBytes(place), (byte)'N', (byte)'t']).ToArray();
        var calls = string.Concat(Enumerable.Repeat("h\u0001(h\0tR0", 20_000));

        Refused("its pickle takes more than 2,000,000 steps", Of("(", pairs, $"lq\0ccollections\nOrderedDict\nq\u00010{calls}}}"));
    }

    [Fact]
    public void Keys_that_fall_together_take_no_longer_than_others()
    {
        // .NET hashes a number of 8 bytes as one half XOR the other: all of these as 0.
        var keys = Enumerable.Range(0, 120_000).SelectMany(place => (byte[])[0x8a, 8, .. BitConverter.GetBytes(place), .. BitConverter.GetBytes(place), (byte)'N']).ToArray();

        Refused("it holds no state dictionary", Of("}(", keys, "u"));
    }

    [Fact]
    public void Names_are_shown_without_what_a_terminal_obeys() =>
        Refused(@"its keys are \u001B]0;title\u0007\u001B[31mred\u000Aline2", Of("}(", Text("\u001b]0;title\a\u001b[31mred\nline2"), "K\u0001u"));

    private static byte[] Storage(long count) => Of("(", Text("storage"), "ctorch\nFloatStorage\n", Text("0"), Text("cpu"), Number(count), "tQ")[2..^1];

    private static byte[] View(long stored, long[] shape, long[] strides) =>
        Of(Rebuild, Storage(stored), Number(0), "(", shape.SelectMany(Number).ToArray(), "t(", strides.SelectMany(Number).ToArray(), "t", new byte[] { 0x89 }, "NtR")[2..^1];

    private void Refused(string expected, byte[] pickle, params (string Name, byte[] Bytes)[] others)
    {
        var (path, clock) = (_folder.Write("w.pth", Zip(pickle, others)), Stopwatch.StartNew());

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60); // a fraction of a second on a machine that does nothing else
    }
}
