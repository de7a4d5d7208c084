using System.Globalization;
using System.IO.Compression;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>
/// A <c>.pth</c> or <c>.pt</c> file of PyTorch 1.6 and later: a zip with <c>NAME/data.pkl</c>, which describes tensors, and
/// <c>NAME/data/0</c>, <c>1</c> … with their values. Read as data only. Source: <c>torch/serialization.py</c>.
/// </summary>
internal sealed class TorchArchive
{
    private const int MaxPickle = 64 << 20;

    // Where training code puts a state dictionary beside an optimizer's and an epoch.
    private static readonly string[] Nested = ["state_dict", "model_state_dict", "model"];

    private readonly ZipArchive _zip;
    private readonly string _prefix;
    private readonly WeightsBudget _budget;
    private readonly Dictionary<string, Tensor> _storages = [];

    private TorchArchive(ZipArchive zip, string prefix, WeightsBudget budget) => (_zip, _prefix, _budget) = (zip, prefix, budget);

    /// <summary>Reads the state dictionary.</summary>
    /// <exception cref="WeightsException">There is none, or the pickle asks for what is no data.</exception>
    public static WeightsFile Read(ZipArchive zip, string path, WeightsBudget budget)
    {
        var pickle = zip.Entries.FirstOrDefault(entry => entry.FullName.Split('/') is [_, "data.pkl"])
            ?? throw new WeightsException($"{path}: this zip is neither Keras's nor PyTorch's: it has neither model.weights.h5 nor NAME/data.pkl");
        var archive = new TorchArchive(zip, pickle.FullName[..^"data.pkl".Length], budget);
        try
        {
            archive.CheckByteOrder();
            return new WeightsFile(path, "PyTorch", WeightsNaming.PyTorch, archive.Entries(ZipCheck.ReadAll(pickle, MaxPickle)), WeightsFile.NoWords);
        }
        catch (PickleException error)
        {
            throw new WeightsException($"{path}: {error.Message}");
        }
    }

    private List<WeightsEntry> Entries(byte[] pickle)
    {
        var map = new PickleReader(pickle).Read() as PickleMap ?? throw new PickleException("it holds no state dictionary, but a value of another kind");
        var weights = Nested.Select(map.Find).Prepend(map).OfType<PickleMap>().FirstOrDefault(HasTensors)
            ?? throw new PickleException($"it holds no state dictionary; its keys are {string.Join(", ", map.Pairs.Take(8).Select(pair => pair.Key))}");
        return [.. weights.Pairs.Where(pair => pair.Value is TorchView).Select(pair => new WeightsEntry($"{pair.Key}", Tensor($"{pair.Key}", (TorchView)pair.Value!)))];
    }

    private static bool HasTensors(PickleMap map) => map.Pairs.Any(pair => pair is { Key: string, Value: TorchView });

    private void CheckByteOrder()
    {
        if (_zip.GetEntry($"{_prefix}byteorder") is { Length: < 16 } order && !ZipCheck.ReadAll(order, 16).AsSpan().StartsWith("little"u8))
        {
            throw new PickleException("it was written on a machine whose numbers have their bytes the other way round, which is not read");
        }
    }

    private Tensor Tensor(string name, TorchView view)
    {
        _budget.TakeTensor(name, view.Storage.Type, view.Shape); // a view of one number may be of any size
        var storage = Storage(view.Storage);
        using var seen = storage.as_strided(view.Shape, view.Strides, view.Offset);
        using var whole = seen.contiguous();
        return WeightValues.Widen(whole);
    }

    private Tensor Storage(TorchStorage storage)
    {
        if (_storages.TryGetValue(storage.Key, out var made) && made.dtype == storage.Type && made.NumberOfElements == storage.Count)
        {
            return made;
        }

        var entry = _zip.GetEntry($"{_prefix}data/{storage.Key}") ?? throw new PickleException($"it has no entry data/{storage.Key}, which its pickle asks for");
        if (entry.Length / WeightValues.Size(storage.Type) < storage.Count)
        {
            throw new PickleException(string.Create(CultureInfo.InvariantCulture, $"data/{storage.Key} has {entry.Length:N0} bytes, too few for {storage.Count:N0} values"));
        }

        _budget.Take($"data/{storage.Key}", entry.Length); // the next view may want it as something else, and once more
        var values = empty([storage.Count], storage.Type);
        values.bytes = ZipCheck.ReadAll(entry, Array.MaxLength).AsSpan(0, checked((int)(storage.Count * WeightValues.Size(storage.Type))));
        return _storages[storage.Key] = values;
    }
}
