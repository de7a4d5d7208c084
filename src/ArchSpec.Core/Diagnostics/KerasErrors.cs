using System.Globalization;

namespace ArchSpec.Diagnostics;

/// <summary>
/// Every message about a model that Keras wrote, beside <see cref="SpecErrors"/>. A message about a layer says where it stands in the
/// file's structure, since a file that a program wrote may be a single line.
/// </summary>
internal static class KerasErrors
{
    public static Diagnostic NotJson(SourceSpan span, string reason) => SpecErrors.Error("AS0701", span, $"this is not JSON: {reason}");

    public static Diagnostic NotAModel(SourceSpan span, string path, string expected, string received) => SpecErrors.Error(
        "AS0702", span, $"this is not what model.to_json() writes: {path} must be {expected}, received {received}");

    public static Diagnostic TooLarge(string file, int limit) => SpecErrors.Error(
        "AS0702", SourceSpan.StartOf(file), string.Create(CultureInfo.InvariantCulture, $"the file has more than {limit} bytes, far more than the JSON of a model has; weights are another file"));

    public static Diagnostic FrozenGraph(SourceSpan span) => SpecErrors.Error(
        "AS0702", span, "this is TensorFlow's frozen graph (a graph-model of TensorFlow.js), which has operations and no layers; import the .keras or .h5 file that it was made of, or write it again with --output_format=tfjs_layers_model");

    public static Diagnostic OldKeras(SourceSpan span, string version) => SpecErrors.Error(
        "AS0702", span, $"this is written by Keras {version}, whose layers have arguments of other names; load it with Keras 2 (2.3 reads it) and write it again");

    public static Diagnostic Subclass(SourceSpan span, string type) => SpecErrors.Error(
        "AS0702", span, $"'{type}' is a subclass of keras.Model, of which Keras writes no layers; make a functional model of it, keras.Model(x, model.call(x)) with x = keras.Input(shape), and write that");

    public static Diagnostic NotBuilt(SourceSpan span, string path) => SpecErrors.Error(
        "AS0702", span, $"{path}: the model does not say the shape of its input; build it in Keras (model.build(shape), or an Input as its first layer) and write it again");

    // The place of a layer is "config.layers[3], Conv2D 'c1'".
    public static Diagnostic UnknownClass(SourceSpan span, string place, string type, IEnumerable<string> known) => SpecErrors.Error(
        "AS0703", span, $"{place}: {(IsOfSequences(type) ? $"ArchSpec is for convolutional networks, and has no '{type}': recurrent layers, embeddings and masks are outside of it"
            : type == "Lambda" ? "a Lambda is a Python function, which ArchSpec cannot read; write the model with a layer in its place, such as Rescaling for x / 255"
            : $"ArchSpec has no layer '{type}'{NearName.Suggest(type, known)}; docs/spec.md lists those it has, and a class of your own is a block of that name in a file for --include")}");

    public static Diagnostic UnknownOperation(SourceSpan span, string place, string type, IEnumerable<string> known) => SpecErrors.Error(
        "AS0703", span, $"{place}: ArchSpec has no operation '{type}' on tensors; it has {SpecErrors.List(known)}, and layers such as ReLU in the place of keras.ops.relu");

    public static Diagnostic CustomClass(SourceSpan span, string place, string type, IEnumerable<string> parameters, IReadOnlyCollection<string> blocks) => SpecErrors.Error(
        "AS0704", span, $"{place}: '{type}' is a class of the model's author; declare it as a block of that name{(parameters.Any() ? $" with parameters: [{SpecErrors.List(parameters)}]" : "")} and give the block's file with --include{NearName.Suggest(type, blocks)}");

    public static Diagnostic OtherParameters(SourceSpan span, string place, string type, IEnumerable<string> config, IEnumerable<string> parameters) => SpecErrors.Error(
        "AS0704", span, $"{place}: the block {type} has other parameters than the class: the block's are {Names(parameters)}, the class's {Names(config)}; aliases: {{ name in the class: parameter }} in the block makes them one");

    public static Diagnostic BadValue(SourceSpan span, string place, string argument, string takes, string received) => SpecErrors.Error(
        "AS0705", span, $"{place}: '{argument}' must be {takes}, received {received}");

    public static Diagnostic BadPart(SourceSpan span, string place, string argument, string reason) => SpecErrors.Error(
        "AS0705", span, $"{place}: '{argument}': {reason}");

    public static Diagnostic UnknownKey(SourceSpan span, string place, string key, string received, IEnumerable<string> known) => SpecErrors.Error(
        "AS0705", span, $"{place}: ArchSpec's layer has no '{key}', which is {received} here{NearName.Suggest(key, known)}; it takes {Names(known)}");

    public static Diagnostic OtherType(SourceSpan span, string place, string received) => SpecErrors.Error(
        "AS0706", span, $"{place}: ArchSpec computes with float32, received the type {received}; write the model with keras.config.set_dtype_policy(\"float32\")");

    public static Diagnostic BadCall(SourceSpan span, string place, string reason) => SpecErrors.Error("AS0707", span, $"{place}: {reason}");

    public static Diagnostic LeftOut(SourceSpan span, string place, string reason) => SpecErrors.Warning("AS0708", span, $"{place}: {reason}");

    private static bool IsOfSequences(string type) =>
        type is "LSTM" or "GRU" or "SimpleRNN" or "RNN" or "CuDNNLSTM" or "CuDNNGRU" or "ConvLSTM1D" or "ConvLSTM2D" or "ConvLSTM3D" or "Bidirectional" or "TimeDistributed"
            or "Embedding" or "Masking";

    private static string Names(IEnumerable<string> names) => names.Any() ? SpecErrors.List(names) : "none";
}
