using System.Text;
using System.Text.RegularExpressions;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>Every message about a model of Keras, with its place.</summary>
public sealed class KerasErrorTests
{
    private static readonly (string Title, string Json, string[] Expected)[] Cases =
    [
        ("no JSON", "{\n  \"class_name\": Sequential}", ["(2,17): error AS0701: this is not JSON: 'S' is an invalid start of a value"]),
        ("nothing", "", ["(1,1): error AS0701: this is not JSON: "]),
        ("a list", "[]", ["(1,1): error AS0702: this is not what model.to_json() writes: class_name must be Sequential or Functional, received a list of 0"]),
        ("a layer alone", "{\"class_name\": \"Dense\", \"config\": {}}", ["(1,1): error AS0702: ", "received the text 'Dense'"]),
        ("no layers key", "{\"class_name\": \"Sequential\",\n \"config\": {}}", ["(2,12): error AS0702: this is not what model.to_json() writes: config.layers must be a list, received nothing"]),
        ("no input", "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [\n {\"class_name\": \"Flatten\", \"config\": {}}]}}", ["(1,1): error AS0702: config.layers: the model does not say the shape of its input; build it in Keras"]),
        ("only an input", Chain(""), ["error AS0106: this Sequential has no layers"]),
        ("no layer", Chain(",\n 7"), ["(3,2): error AS0702: this is not what model.to_json() writes: config.layers[1] must be a layer with class_name and config, received '7'"]),
        ("unknown class", Chain(",\n{\"module\": \"keras.layers\", \"class_name\": \"Convv2D\", \"config\": {\"name\": \"c\"}}"), ["(3,42): error AS0703: config.layers[1], Convv2D 'c': ArchSpec has no layer 'Convv2D'; did you mean 'Conv2D'?"]),
        ("unknown operation", Graph("{\"module\": \"keras.src.ops.nn\", \"class_name\": \"OneHot\", \"config\": {\"name\": \"relu\"}, \"name\": \"relu\", \"inbound_nodes\": [[[\"in\", 0, 0, {}]]]}", "relu"), ["(3,46): error AS0703: config.layers[1], OneHot 'relu': ArchSpec has no operation 'OneHot' on tensors; it has Add"]),
        ("a class of the author", Chain(",\n{\"module\": null, \"class_name\": \"Attention2\", \"config\": {\"name\": \"a\"}, \"registered_name\": \"mine>Attention2\"}"), ["(3,32): error AS0704: config.layers[1], Attention2 'a': 'Attention2' is a class of the model's author; declare it as a block of that name and give the block's file with --include"]),
        ("a class of the author of keras 2", Chain(",\n{\"class_name\": \"Custom>Attention2\", \"config\": {\"name\": \"a\", \"units\": 3, \"ratio\": 2}}"), ["error AS0704: config.layers[1], Attention2 'a': 'Attention2' is a class of the model's author; declare it as a block of that name with parameters: [units, ratio] and give"]),
        ("a class that nobody knows", Chain(",\n{\"class_name\": \"Attention2\", \"config\": {\"name\": \"a\"}}"), ["error AS0703: config.layers[1], Attention2 'a': ArchSpec has no layer 'Attention2'; docs/spec.md lists those it has, and a class of your own is a block of that name in a file for --include"]),
        ("a lambda", Chain(",\n{\"class_name\": \"Lambda\", \"config\": {\"name\": \"l\", \"function\": [\"4wEA\"]}}"), ["error AS0703: config.layers[1], Lambda 'l': a Lambda is a Python function, which ArchSpec cannot read; write the model with a layer in its place, such as Rescaling for x / 255"]),
        ("a recurrent layer", Chain(",\n{\"class_name\": \"GRU\", \"config\": {\"name\": \"g\", \"units\": 2}}"), ["error AS0703: config.layers[1], GRU 'g': ArchSpec is for convolutional networks, and has no 'GRU': recurrent layers, embeddings and masks are outside of it"]),
        ("a layer twice", Chain(",\n{\"class_name\": \"GRU\", \"config\": {}}, {\"class_name\": \"GRU\", \"config\": {\"name\": \"gru_1\"}}"), ["error AS0703: config.layers[1], GRU 'gru': ArchSpec is for convolutional networks"]),
        ("other parameters", Chain(",\n{\"module\": null, \"class_name\": \"InceptionModule\", \"config\": {\"name\": \"a\", \"f1\": 1, \"f9\": 2}, \"registered_name\": \"Custom>InceptionModule\"}"), ["error AS0704: config.layers[1], InceptionModule 'a': the block InceptionModule has other parameters than the class: the block's are f1, f3r, f3, f5r, f5, fp, the class's f1, f9; aliases: { name in the class: parameter } in the block makes them one"]),
        ("a bad value", Chain(",\n{\"class_name\": \"Conv2D\", \"config\": {\"name\": \"c\", \"filters\": 2, \"kernel_size\": [3, 3],\n\"data_format\": \"channels_first\"}}"), ["(4,16): error AS0705: config.layers[1], Conv2D 'c': 'data_format' must be one of channels_last, received the text 'channels_first'"]),
        ("a bad object", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2, \"kernel_initializer\": {\"class_name\": \"Mine\", \"config\": {}}}}"), ["error AS0705: config.layers[1], Dense 'd': 'kernel_initializer' must be an initializer: one of zeros"]),
        ("an unknown key", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2,\n \"lora_rank\": 4, \"quantization\": null, \"frozen\": false}}"), ["(4,2): error AS0705: config.layers[1], Dense 'd': ArchSpec's layer has no 'lora_rank', which is '4' here; it takes units, activation"]),
        ("a sparse input", "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 4], \"sparse\": true, \"name\": \"i\"}}, {\"class_name\": \"Dense\", \"config\": {\"units\": 2}}]}}", ["error AS0705: config.layers[0], InputLayer 'i': 'sparse' must be false, received 'true'"]),
        ("an input of no size", "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null], \"name\": \"i\"}}, {\"class_name\": \"Dense\", \"config\": {\"units\": 2}}]}}", ["error AS0705: config.layers[0], InputLayer 'i': 'batch_shape' must be a list of the batch and 1 to 4 sizes"]),
        ("a name with a parameter", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"name\": \"${d}\", \"units\": 2}}"), ["error AS0705: config.layers[1], Dense '${d}': 'name' must be without '${'"]),
        ("another type", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2, \"dtype\": {\"module\": \"keras\", \"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"mixed_float16\"}}}}"), ["error AS0706: config.layers[1], Dense 'd': ArchSpec computes with float32, received the type the text 'mixed_float16'"]),
        ("a call of nothing", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": [[[\"inn\", 0, 0, {}]]]}", "d"), ["error AS0707: config.layers[1], Dense 'd': there is no layer 'inn'; did you mean 'in'?"]),
        ("a call that is not there", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": [[[\"in\", 2, 0, {}]]]}", "d"), ["error AS0707: config.layers[1], Dense 'd': 'in' has 1 calls, and call 2 counted from 0 is none of them"]),
        ("never called", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": []}", "in"), ["error AS0707: config.layers[1], Dense 'd': nothing calls this layer"]),
        ("a circle", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": [[[\"d\", 0, 0, {}]]]}", "d"), ["error AS0707: config.layers[1], Dense 'd': it takes its own output"]),
        ("a number for a layer", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": [{\"args\": [{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": [null, 4], \"keras_history\": [\"in\", 0, 0]}}, 3], \"kwargs\": {}}]}", "d"), ["error AS0707: config.layers[1], Dense 'd': it is called with '3', which is no tensor"]),
        ("a mask", Graph("{\"class_name\": \"Dense\", \"config\": {\"units\": 2}, \"name\": \"d\", \"inbound_nodes\": [[[\"in\", 0, 0, {\"mask\": [\"in\", 0, 0]}]]]}", "d"), ["error AS0707: config.layers[1], Dense 'd': it is called with mask"]),
        ("training", Graph("{\"class_name\": \"Dropout\", \"config\": {\"rate\": 0.5}, \"name\": \"d\", \"inbound_nodes\": [[[\"in\", 0, 0, {\"training\": true}]]]}", "d"), ["warning AS0708: config.layers[1], Dropout 'd': it is called with training=True, which is left out"]),
        ("a batch size", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"units\": 2}}").Replace("[null", "[32", StringComparison.Ordinal), ["warning AS0708: config.layers[0], InputLayer 'input_layer': the batch size '32' is left out"]),
        ("a shape that does not fit", Graph("{\"class_name\": \"Conv2D\", \"config\": {\"filters\": 2, \"kernel_size\": 3}, \"name\": \"c\", \"inbound_nodes\": [[[\"in\", 0, 0, {}]]]}", "c"), ["(3,16): error AS0301: Conv2D 'c': the input must be H × W × C, received 4"]),
        ("an argument that is missing", Chain(",\n{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\"}}"), ["(3,16): error AS0204: Dense needs 'units'"]),
    ];

    public static TheoryData<string> Titles => [.. Cases.Select(one => one.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_problem_is_told_with_its_place(string title)
    {
        var (_, json, expected) = Cases.First(one => one.Title == title);

        var only = Assert.Single(Problems(json));

        Assert.All(expected, part => Assert.Contains(part, only.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var json = Chain(",\n{\"class_name\": \"LSTM\", \"config\": {}},\n{\"class_name\": \"Dense\", \"config\": {\"units\": 0, \"mystery\": 1}},\n{\"class_name\": \"Embedding\", \"config\": {}}");

        Assert.Equal([(3, "AS0703"), (4, "AS0705"), (4, "AS0705"), (5, "AS0703")], Problems(json).Select(problem => (problem.Span.Line, problem.Code)));
    }

    [Fact]
    public void Every_code_has_a_case_and_a_page()
    {
        var source = File.ReadAllText(RepositoryRoot.In("src", "ArchSpec.Core", "Diagnostics", "KerasErrors.cs"));
        var codes = Regex.Matches(source, "\"(AS[0-9]{4})\"").Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Empty(codes.Except(Cases.SelectMany(one => one.Expected).SelectMany(text => Regex.Matches(text, "AS[0-9]{4}").Select(match => match.Value))));
        Assert.All(codes, code => Assert.True(File.Exists(RepositoryRoot.In("docs", "errors", $"{code}.md")), $"docs/errors/{code}.md is missing"));
    }

    internal static IReadOnlyList<Diagnostic> Problems(string json, string file = "model.json")
    {
        using var folder = new TempFolder();
        var (bag, blocks) = (new DiagnosticBag(), new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("blocks.yaml", KerasOracle.Blocks)).Blocks);
        _ = new KerasImport(BuiltInLayers.Registry, blocks).Read(Encoding.UTF8.GetBytes(json), file, bag);
        return bag.Items;
    }

    private static string Chain(string layers) => """
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 3], "name": "input_layer"}}LAYERS
        ]}}
        """.Replace("LAYERS", layers, StringComparison.Ordinal);

    private static string Graph(string layer, string output) => """
        {"class_name": "Functional", "config": {"name": "f", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "in"}, "name": "in", "inbound_nodes": []},
        LAYER
        ], "input_layers": [["in", 0, 0]], "output_layers": [["OUTPUT", 0, 0]]}}
        """.Replace("LAYER\n", layer + "\n", StringComparison.Ordinal).Replace("OUTPUT", output, StringComparison.Ordinal);
}
