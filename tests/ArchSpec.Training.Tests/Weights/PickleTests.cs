using System.IO.Compression;
using System.Text;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static ArchSpec.Training.Tests.Weights.Pickles;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>A pickle can ask for anything: what is no data is refused, and nothing that is damaged does more than a message.</summary>
public sealed class PickleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_tensor_that_a_test_writes_is_read()
    {
        var values = new[] { 0f, 1, 2, 3, 4, 5, 6, 7 }.SelectMany(BitConverter.GetBytes).ToArray();

        var file = Read(Zip(Tensor(8, 1, [2, 3], [3, 1]), ("archive/data/0", values)));

        Assert.Equal("w", Assert.Single(file.Entries).Name);
        Assert.Equal([2, 3], file.Entries[0].Values.shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], file.Entries[0].Values.data<float>().ToArray());
    }

    public static TheoryData<string, byte[], string> Evil => new()
    {
        { "os.system", Of("cos\nsystem\n(", Text("touch /tmp/owned"), "tR"), "its pickle asks for 'os.system', which is code and no data" },
        { "posix.system", Of("cposix\nsystem\n(", Text("id"), "tR"), "'posix.system'" },
        { "builtins.eval", Of("cbuiltins\neval\n(", Text("1+1"), "tR"), "'builtins.eval'" },
        { "a stack global", Of(Text("os"), Text("system"), "\u0093(", Text("id"), "tR"), "'os.system'" },
        { "a stack global out of the memo", Of(Text("subprocess"), "q\u0001", Text("Popen"), "q\u0002", "h\u0001h\u0002\u0093)R"), "'subprocess.Popen'" },
        { "a stack global of no texts", Of("K\u0001K\u0002\u0093"), "damaged" },
        { "code inside what is allowed", Of("ccollections\nOrderedDict\n(]", Text("k"), "cos\nsystem\n(", Text("id"), "tR\u0086atR"), "'os.system'" },
        { "a name that goes on with a dot", Of("ctorch\nFloatStorage.__init__.__globals__\n"), "'torch.FloatStorage.__init__.__globals__'" },
        { "another function of the same module", Of("ctorch._utils\n_import_dotted_name\n(", Text("os"), "tR"), "'torch._utils._import_dotted_name'" },
        { "a function of torch that runs code", Of("ctorch.serialization\nload\n(", Text("f"), "tR"), "'torch.serialization.load'" },
        { "getattr", Of("c__builtin__\ngetattr\n"), "'__builtin__.getattr'" },
        { "a name with line ends and colours", Of(Text("os\u001b[31m\r\n"), Text("system"), "\u0093"), @"'os\u001B[31m\u000D\u000A.system'" },
        { "an object with a state", Of("ccollections\nOrderedDict\n)R", Text("state"), "b"), "sets the state of an object" },
        { "a call of what is no function", Of(Text("x"), ")R"), "its pickle calls something" },
        { "a call of a storage's type", Of("ctorch\nFloatStorage\n(K\u0001tR"), "its pickle calls 'torch.FloatStorage'" },
        { "an object of a class with other arguments", Of("ccollections\nOrderedDict\n(", Text("x"), "t\u0081"), "its pickle calls 'collections.OrderedDict'" },
        { "INST", Of("(ios\nsystem\n"), "has the code 0x69" },
        { "OBJ", Of("(K\u0001o"), "has the code 0x6f" },
        { "NEWOBJ_EX", Of(")}\u0092"), "has the code 0x92" },
        { "an extension", Of("\u0082\u0001"), "has the code 0x82" },
        { "a persistent id of text", Of("Pos.system\n"), "has the code 0x50" },
        { "a persistent id of another kind", Of("(", Text("module"), Text("x"), "tQ"), "a storage of an unknown kind" },
        { "a buffer from outside", Of("\u0097"), "has the code 0x97" },
        { "memo that is not there", Of("h\u0009"), "damaged" },
        { "nothing on the stack", Of("R"), "damaged" },
        { "nothing at all", Of(), "damaged" },
        { "a mark that is not there", Of("t"), "damaged" },
        { "an odd number of keys and values", Of("}(K\u0001u"), "damaged" },
        { "values for what is no dictionary", Of("](K\u0001K\u0002u"), "damaged" },
        { "a dictionary as a key", Of("}}K\u0001s"), "neither a text nor a number" },
        { "a text longer than the file", Of("X", new byte[] { 0xff, 0xff, 0xff, 0x7f }), "damaged" },
        { "a text of 8 exabytes", Of("\u008d", BitConverter.GetBytes(long.MaxValue)), "damaged" },
        { "a text of a negative length", Of("T", BitConverter.GetBytes(-5)), "damaged" },
        { "a number of 2 gigabytes", Of("\u008b", BitConverter.GetBytes(int.MaxValue)), "damaged" },
        { "a number of 9 bytes", Of("\u008a\u0009", new byte[9]), "a number of 9 bytes" },
        { "protocol 0", [(byte)'I', (byte)'1', (byte)'\n', (byte)'.'], "has the code 0x49" },
        { "protocol 9", [0x80, 9, (byte)'N', (byte)'.'], "of an unknown protocol" },
        { "a number alone", Of("K\u0001"), "a value of another kind" },
        { "a dictionary without tensors", Of("}", Text("epoch"), "K\u0001s"), "it holds no state dictionary; its keys are epoch" },
        { "a tensor behind its storage", Tensor(4, 2, [3], [1]), "does not lie within its storage of 4 values" },
        { "strides behind its storage", Tensor(4, 0, [2, 2], [3, 1]), "does not lie within" },
        { "a negative offset", Tensor(4, -1, [1], [1]), "does not lie within" },
        { "a negative size", Tensor(4, 0, [-1], [1]), "from 0 up" },
        { "a negative stride", Tensor(4, 3, [4], [-1]), "from 0 up" },
        { "sizes that overflow", Tensor(4, 0, [1L << 32, 1L << 32], [0, 0]), "does not lie within" },
        { "strides that overflow", Tensor(4, 0, [2, 2], [long.MaxValue, long.MaxValue]), "does not lie within" },
        { "one value for a terabyte", Tensor(1, 0, [1L << 40], [0]), "does not lie within" },
        { "fewer strides than sizes", Tensor(4, 0, [2, 2], [1]), "does not lie within" },
        { "a storage of more than its entry", Tensor(1L << 40, 0, [1], [1]), "too few for" },
        { "a storage that overflows", Tensor(long.MaxValue, 0, [1], [1]), "too few for" },
        { "a storage that is not there", Tensor(4, 0, [1], [1], key: "7"), "no entry data/7" },
        { "a storage that leads out of the zip", Tensor(4, 0, [1], [1], key: "../../../etc/passwd"), "no entry data/../../../etc/passwd" },
        { "a storage of complex numbers", Tensor(4, 0, [1], [1], "ComplexFloatStorage"), "'torch.ComplexFloatStorage'" },
    };

    [Theory]
    [MemberData(nameof(Evil))]
    public void What_is_no_data_is_refused(string what, byte[] pickle, string expected)
    {
        var error = Assert.Throws<WeightsException>(() => Read(Zip(pickle, ("archive/data/0", new byte[16]))));

        Assert.StartsWith(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.True(error.Message.Length - _folder.Path.Length < 350, error.Message);
    }

    [Fact]
    public void References_to_references_are_not_unfolded()
    {
        // Each list has the one before it twice: 2^200 values for whoever follows them.
        var parts = new List<object> { "}", Text("laughs"), "]q\u0001" };
        for (var round = 1; round < 200; round++)
        {
            parts.AddRange(["](h", new[] { (byte)round }, "h", new[] { (byte)round }, "eq", new[] { (byte)(round + 1) }]);
        }

        var pickle = Of([.. parts]);

        Assert.Throws<WeightsException>(() => Read(Zip(pickle)));
    }

    [Fact]
    public void Depth_and_length_have_ends()
    {
        var deep = Of(new string('(', 400_000), "N", new string('t', 400_000));
        Assert.Contains("another kind", Assert.Throws<WeightsException>(() => Read(Zip(deep))).Message, StringComparison.Ordinal);
        var long1 = Of(string.Concat(Enumerable.Repeat("}0", 2_600_000)), "}");
        Assert.Contains("more than 2,000,000 steps", Assert.Throws<WeightsException>(() => Read(Zip(long1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_module_and_the_old_format_are_refused_with_what_to_do()
    {
        var whole = Assert.Throws<WeightsException>(() => WeightsFile.Read(WeightsFolder.In("torch_whole_module.pth")));
        Assert.Contains("'__main__.Net', which is code and no data", whole.Message, StringComparison.Ordinal);
        Assert.Contains("torch.save(model.state_dict(), FILE)", whole.Message, StringComparison.Ordinal);
        var old = Assert.Throws<WeightsException>(() => WeightsFile.Read(WeightsFolder.In("torch_legacy.pth")));
        Assert.Contains("before 1.6", old.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("archive/../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("archive\\..\\..\\evil")]
    [InlineData("C:\\evil")]
    public void An_entry_that_leads_out_of_the_zip_is_refused(string name)
    {
        var bytes = Zip(Tensor(1, 0, [1], [1]), ("archive/data/0", new byte[4]), (name, [1]));

        Assert.Contains($"its entry '{name}' leads out of it", Assert.Throws<WeightsException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_grows_too_much_is_refused_before_it_is_read()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("archive/data.pkl", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[50 << 20]);
        }

        Assert.Contains("would have 52,428,800 bytes", Assert.Throws<WeightsException>(() => Read(bytes.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_of_something_else_and_numbers_the_other_way_round_are_named()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("word/document.xml").Open().Dispose();
        }

        Assert.Contains("neither Keras's nor PyTorch's", Assert.Throws<WeightsException>(() => Read(bytes.ToArray())).Message, StringComparison.Ordinal);
        var big = Zip(Tensor(1, 0, [1], [1]), ("archive/data/0", new byte[4]), ("archive/byteorder", "big"u8.ToArray()));
        Assert.Contains("the other way round", Assert.Throws<WeightsException>(() => Read(big)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var bytes = File.ReadAllBytes(WeightsFolder.In("torch_small.pth"));
        for (var length = 0; length < bytes.Length; length += 13)
        {
            Assert.Throws<WeightsException>(() => Read(bytes[..length]));
        }
    }

    [Theory]
    [InlineData("torch_checkpoint.pth")]
    [InlineData("torch_protocol4.pth")]
    public void A_file_with_flipped_bytes_is_read_or_refused(string name)
    {
        var (bytes, random) = (File.ReadAllBytes(WeightsFolder.In(name)), new Random(2));
        for (var round = 0; round < 300; round++)
        {
            Flip(bytes, random, name);
        }
    }

    [Fact]
    public void A_pickle_with_flipped_bytes_is_read_or_refused()
    {
        var (pickle, random) = (Tensor(8, 1, [2, 3], [3, 1]), new Random(3));
        for (var round = 0; round < 800; round++)
        {
            var changed = (byte[])pickle.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            KerasFileTests.ReadOrRefuse(_folder.Write("p.pth", Zip(changed, ("archive/data/0", new byte[32]))));
        }
    }

    [Fact]
    public void A_safetensors_file_with_flipped_bytes_is_read_or_refused()
    {
        var (bytes, random) = (File.ReadAllBytes(WeightsFolder.Oracle("inception_module.safetensors")), new Random(4));
        for (var round = 0; round < 300; round++)
        {
            Flip(bytes, random, "s.safetensors");
        }
    }

    private void Flip(byte[] bytes, Random random, string name)
    {
        using var scope = NewDisposeScope();
        var changed = (byte[])bytes.Clone();
        for (var flips = random.Next(1, 5); flips > 0; flips--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        KerasFileTests.ReadOrRefuse(_folder.Write(name, changed));
    }

    private WeightsFile Read(byte[] bytes) => WeightsFile.Read(_folder.Write("w.pth", bytes));
}
