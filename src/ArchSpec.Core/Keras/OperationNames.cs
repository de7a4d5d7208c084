using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>The names that operations have in Keras 3, in <c>tf.keras</c> from 2.4 on (TFOpLambda), and before (TensorFlowOpLayer).</summary>
internal static class OperationNames
{
    // Keras 3's class where the layer has another name, but for large letters.
    private static readonly (string Class, string Type)[] Layers = [("Relu", "ReLU"), ("LeakyRelu", "LeakyReLU"), ("Elu", "ELU"), ("Abs", "Absolute")];

    // The last word of TensorFlow's functions, and the names of its operations.
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["truediv"] = "TrueDivide", ["divide"] = "TrueDivide", ["RealDiv"] = "TrueDivide", ["add"] = "Add", ["AddV2"] = "Add", ["Add"] = "Add",
        ["subtract"] = "Subtract", ["sub"] = "Subtract", ["Sub"] = "Subtract", ["multiply"] = "Multiply", ["mul"] = "Multiply", ["Mul"] = "Multiply",
        ["pow"] = "Power", ["Pow"] = "Power", ["maximum"] = "Maximum", ["Maximum"] = "Maximum", ["minimum"] = "Minimum", ["Minimum"] = "Minimum",
        ["reduce_mean"] = "Mean", ["Mean"] = "Mean", ["reduce_sum"] = "Sum", ["Sum"] = "Sum", ["reduce_max"] = "Max", ["Max"] = "Max",
        ["reduce_min"] = "Min", ["Min"] = "Min", ["abs"] = "Absolute", ["Abs"] = "Absolute", ["sqrt"] = "Sqrt", ["Sqrt"] = "Sqrt",
        ["square"] = "Square", ["Square"] = "Square", ["exp"] = "Exp", ["Exp"] = "Exp", ["log"] = "Log", ["Log"] = "Log",
        ["negative"] = "Negative", ["neg"] = "Negative", ["Neg"] = "Negative", ["sigmoid"] = "Sigmoid", ["Sigmoid"] = "Sigmoid", ["tanh"] = "Tanh", ["Tanh"] = "Tanh",
        ["relu"] = "ReLU", ["Relu"] = "ReLU", ["relu6"] = "Relu6", ["Relu6"] = "Relu6", ["silu"] = "Silu", ["swish"] = "Silu", ["gelu"] = "Gelu",
        ["leaky_relu"] = "LeakyReLU", ["LeakyRelu"] = "LeakyReLU", ["elu"] = "ELU", ["Elu"] = "ELU", ["softmax"] = "Softmax", ["softmax_v2"] = "Softmax", ["Softmax"] = "Softmax",
        ["clip_by_value"] = "Clip", ["cast"] = "Cast", ["Cast"] = "Cast", ["reshape"] = "Reshape", ["Reshape"] = "Reshape", ["transpose"] = "Transpose",
        ["transpose_v2"] = "Transpose", ["Transpose"] = "Transpose", ["squeeze"] = "Squeeze", ["squeeze_v2"] = "Squeeze", ["Squeeze"] = "Squeeze",
        ["expand_dims"] = "ExpandDims", ["expand_dims_v2"] = "ExpandDims", ["ExpandDims"] = "ExpandDims", ["concat"] = "Concatenate",
        ["matmul"] = "Matmul", ["MatMul"] = "Matmul", ["BatchMatMulV2"] = "Matmul", ["identity"] = "Identity", ["Identity"] = "Identity",
        ["getitem"] = "GetItem",
    };

    // TensorFlow's words for what Keras 3 calls otherwise.
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["keep_dims"] = "keepdims", ["perm"] = "axes", ["shape"] = "newshape", ["clip_value_min"] = "x_min", ["clip_value_max"] = "x_max", ["slice_spec"] = "key",
        ["min"] = "x_min", ["max"] = "x_max",
    };

    /// <summary>Whether a layer is an operation of TensorFlow.</summary>
    public static bool IsOfTensorFlow(YamlMap layer) => layer.Word("class_name")?.Text is "TFOpLambda" or "SlicingOpLambda" or "TensorFlowOpLayer";

    /// <summary>The layer that an operation is; where there is none, its own name.</summary>
    public static string TypeOf(YamlMap layer)
    {
        var type = layer.Word("class_name")!.Text;
        if (!IsOfTensorFlow(layer))
        {
            return Layers.FirstOrDefault(other => other.Class == type).Type ?? type;
        }

        var function = FunctionOf(layer);
        return Functions.GetValueOrDefault(function[(function.LastIndexOf('.') + 1)..]) ?? $"tf.{function}";
    }

    /// <summary>Keras 3's name of a parameter.</summary>
    public static string OfParameter(OperationForm form, string name) => (form.Type, name) switch
    {
        ("LeakyReLU", "alpha") => "negative_slope",
        _ => form.Parameters.Contains(name) ? name : Parameters.GetValueOrDefault(name, name),
    };

    private static string FunctionOf(YamlMap layer)
    {
        var config = layer.Find("config") as YamlMap;
        return config?.Word("function")?.Text ?? (config is null ? null : TensorFlowNode.Of(config)?.Word("op")?.Text) ?? layer.Word("class_name")!.Text;
    }
}
