namespace ArchSpec.Testing;

/// <summary>The text of a plugin with one layer, of which a test replaces a part.</summary>
public static class PluginSource
{
    /// <summary>What the text begins with.</summary>
    public const string Usings = "using ArchSpec.Layers; using ArchSpec.Plugins.Torch; using TorchSharp; using static TorchSharp.torch;\n";

    /// <summary>A layer that returns its input, multiplied with a learned factor.</summary>
    /// <param name="type">The class and the type.</param>
    /// <param name="members">Members of the class that take the place of those here.</param>
    public static string Layer(string type = "Scaled", params string[] members) => Usings + $$"""
        public sealed class {{type}} : ILayer
        {
            private static readonly Argument<int> Factor = Argument.Int("factor", "what it is multiplied with", defaultValue: 2);
            {{Member(members, "string Type", $"=> \"{type}\";")}}
            {{Member(members, "string Summary", "=> \"Multiplies its input.\";")}}
            {{Member(members, "ImmutableArray<Argument> Arguments", "{ get; } = [Factor];")}}
            {{Member(members, "Shape InferShape(LayerCall call)", "=> call.Input;")}}
            {{Member(members, "ImmutableArray<WeightSpec> Weights(LayerCall call)", "=> [new WeightSpec(\"scale\", [1], Initializers.Ones.WithDefaults)];")}}
            {{Member(members, "ImmutableArray<int> Channels(LayerCall call, IChannelContext context)", "=> context.Inputs[0];")}}
            {{Member(members, "ITorchBuilder Torch", "=> new Builder();")}}
            {{string.Join('\n', members)}}

            public sealed class Builder : TorchBuilder
            {
                public override Func<TorchCall, Tensor> Build(LayerCall call)
                {
                    var factor = call.Get(Factor);
                    return on => on.Input.mul(on.Weights["scale"]).Times(factor);
                }
            }
        }
        """;

    /// <summary>Compiles <see cref="Layer"/> into a folder.</summary>
    public static string Compile(TempFolder folder, string name = "MyLayers", params string[] members) =>
        PluginCompiler.Compile(folder.In($"{name}.dll"), Layer(members: members));

    private static string Member(string[] members, string signature, string body)
    {
        var name = signature.Split('(')[0].Split(' ')[^1];
        return members.Any(member => member.Contains($" {name}", StringComparison.Ordinal)) ? "" : $"public {signature} {body}";
    }
}
