using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>What an operation's config and its call say beside tensors, as the arguments of the layer that stands for it.</summary>
internal sealed class OperationArguments(OperationForm form, KerasLayer layer, DiagnosticBag bag)
{
    // What layers have and operations say too; a name of the operation in TensorFlow's graph.
    private static readonly string[] OfEveryOperation = ["name", "trainable", "dtype", "function", "node_def", "constants", "batch_input_shape"];

    private readonly List<YamlEntry> _given = [];
    private readonly List<YamlValue> _numbers = [];

    /// <summary>The arguments; null where one cannot be had, which is reported.</summary>
    public YamlMap? Read(KerasCall call)
    {
        var before = bag.Count;
        foreach (var entry in layer.Config.Entries.Where(entry => !OfEveryOperation.Contains(entry.Key.Text) || form.Parameters.Contains(entry.Key.Text)))
        {
            Named(entry.Key.Text, KerasValues.Plain(entry.Value));
        }

        var isFirst = call.Operands is [{ Value: not null }, ..];
        foreach (var operand in call.Operands.Where(operand => operand.Value is not null))
        {
            Add(operand);
        }

        AddNumber(isFirst);
        CheckAxis();
        var arguments = _given.Select(entry => OperationValues.InSpec(form, layer, entry, bag)).OfType<YamlEntry>().Concat(Defaults()).ToImmutableArray();
        return bag.Count > before ? null : new YamlMap(arguments, layer.Span);
    }

    private void Add(KerasOperand operand)
    {
        var name = operand.Name is null ? null : OperationNames.OfParameter(form, operand.Name);
        if (form.TakesNumber && (name is null || name is "x" or "y" or "x1" or "x2" or "a" or "b"))
        {
            _numbers.Add(operand.Value!);
        }
        else if (name is not null)
        {
            Named(name, operand.Value!);
        }
        else if (form.Parameters.FirstOrDefault(parameter => _given.TrueForAll(entry => entry.Key.Text != parameter)) is { } next)
        {
            Named(next, operand.Value!);
        }
        else
        {
            Refuse(operand.Value!, $"it is called with {JsonMap.Shown(operand.Value!)}, which is no tensor");
        }
    }

    // Off and nothing are what was not chosen.
    private void Named(string name, YamlValue value)
    {
        if (form.Parameters.Contains(name))
        {
            _given.RemoveAll(entry => entry.Key.Text == name);
            _given.Add(new YamlEntry(new YamlScalar(name, false, value.Span), value));
        }
        else if (!OfEveryOperation.Contains(name) && value is not YamlScalar { IsNull: true } and not YamlScalar { Quoted: false, Text: "false" })
        {
            Refuse(value, $"ArchSpec's {form.Type} has no '{name}', which is {JsonMap.Shown(value)} here");
        }
    }

    private void AddNumber(bool isFirst)
    {
        if (_numbers is not [var number])
        {
            _numbers.Skip(1).ToList().ForEach(other => Refuse(other, "it is called with numbers alone"));
            return;
        }

        if (!IsNumber(Alone(number)))
        {
            Refuse(number, $"it is called with {JsonMap.Shown(number)}, which is neither a tensor nor a number");
            return;
        }

        _given.Add(Entry(KerasOperations.Value, Alone(number)));
        if (isFirst && !KerasOperations.IsSymmetric(form.Type)) // 2 + x is x + 2
        {
            _given.Add(Entry(KerasOperations.ValueFirst, new YamlScalar("true", false, number.Span)));
        }
    }

    private void CheckAxis()
    {
        var axis = _given.Find(entry => entry.Key.Text == "axis")?.Value;
        if (form.Parameters.Contains("keepdims") && (axis is null or YamlScalar { IsNull: true }))
        {
            Refuse(axis ?? layer.Class, "it says no axis, and so makes one value of the whole batch; axis=[1, 2, 3] makes one of each picture");
        }
    }

    // TensorFlow's gelu is exact where it is not asked for the other.
    private IEnumerable<YamlEntry> Defaults() => (form.Type, _given.Count) switch
    {
        ("Gelu", 0) when layer.IsOfTensorFlow => [Entry("approximate", new YamlScalar("false", false, layer.Span))],
        ("LeakyReLU", 0) => [Entry("negative_slope", new YamlScalar("0.2", false, layer.Span))],
        _ => [],
    };

    // A constant of one number for each channel may have dimensions of 1 in front: [[[0.5, 0.5, 0.4]]].
    private static YamlValue Alone(YamlValue constant) => constant is YamlList { Items: [YamlList inner] } ? Alone(inner) : constant;

    private static bool IsNumber(YamlValue value) => value is YamlList { Items: [_, ..] } list
        ? list.Items.All(item => item is YamlScalar && IsNumber(item))
        : value is YamlScalar { Quoted: false } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static YamlEntry Entry(string name, YamlValue value) => new(new YamlScalar(name, false, value.Span), value);

    private void Refuse(YamlValue value, string reason) => bag.Add(KerasErrors.BadCall(value.Span, layer.Place, reason));
}
