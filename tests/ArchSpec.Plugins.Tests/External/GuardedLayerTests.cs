using System.Collections.Immutable;
using System.Reflection;
using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.External;

/// <summary>What a plugin's layer does wrong is one problem at the layer's place in the spec.</summary>
public sealed class GuardedLayerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_layer_has_no_problem() => Assert.Equal("", Problems());

    [Theory]
    [InlineData("public Shape InferShape(LayerCall call) => throw new InvalidOperationException(\"broken\");", "InferShape throws InvalidOperationException (Source1.cs:12): broken")]
    [InlineData("public Shape InferShape(LayerCall call) => throw new ArgumentNullException();", "InferShape throws ArgumentNullException (Source1.cs:12): Value cannot be null.")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => throw new KeyNotFoundException(\"no weight\\nhere\");", "Weights throws KeyNotFoundException (Source1.cs:12): no weight here")]
    [InlineData("public long Flops(LayerCall call) => throw new DivideByZeroException(\"zero\");", "Flops throws DivideByZeroException (Source1.cs:12): zero")]
    [InlineData("public int LeastInputs(LayerArguments arguments) => throw new InvalidCastException(\"cast\");", "LeastInputs throws InvalidCastException (Source1.cs:12): cast")]
    [InlineData("public int MostInputs(LayerArguments arguments) => throw new InvalidCastException(\"cast\");", "MostInputs throws InvalidCastException (Source1.cs:12): cast")]
    public void An_exception(string member, string message)
    {
        var line = PluginSource.Layer("Scaled", member).Split('\n').Index().First(pair => pair.Item.Contains(member, StringComparison.Ordinal)).Index + 1;

        Assert.Equal(
            $"spec.yaml(4,5): error AS0809: 'scaled': Scaled of the plugin 'MyLayers.dll' is at fault: {message.Replace("Source1.cs:12", $"Source1.cs:{line}", StringComparison.Ordinal)}\n",
            Problems(member));
    }

    [Theory]
    [InlineData("public Shape InferShape(LayerCall call) => default;", "InferShape returns a shape without dimensions")]
    [InlineData("public Shape InferShape(LayerCall call) => new Shape();", "InferShape returns a shape without dimensions")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => default;", "Weights returns an array that was never set; a layer without weights returns []")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [null!];", "Weights returns a null among the weights")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [1], Initializers.Zeros.WithDefaults), new(\"w\", [2], Initializers.Zeros.WithDefaults)];", "Weights returns two weights named 'w'")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"\", [1], Initializers.Zeros.WithDefaults)];", "Weights returns a weight named ''; a name is of letters, digits and '_'")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"a/b\", [1], Initializers.Zeros.WithDefaults)];", "Weights returns a weight named 'a/b'; a name is of letters, digits and '_'")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [2, -1], Initializers.Zeros.WithDefaults)];", "Weights returns the weight 'w' of the shape (2, -1); each dimension is at least 1")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [0], Initializers.Zeros.WithDefaults)];", "Weights returns the weight 'w' of the shape (0); each dimension is at least 1")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", default, Initializers.Zeros.WithDefaults)];", "Weights returns the weight 'w' without a shape")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [1], null!)];", "Weights returns the weight 'w' without an initializer")]
    [InlineData("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [1], Initializers.Zeros.WithDefaults) { InputAxis = 1 }];", "Weights returns the weight 'w' with an InputAxis or OutputAxis that its 1 axes do not have")]
    [InlineData("public long Flops(LayerCall call) => -5;", "Flops returns -5")]
    [InlineData("public int LeastInputs(LayerArguments arguments) => 0;", "LeastInputs returns 0; a layer takes one input or more")]
    [InlineData("public int MostInputs(LayerArguments arguments) => 0;", "MostInputs returns 0, which is less than LeastInputs returns")]
    public void An_answer_that_cannot_be_right(string member, string message) => Assert.Equal(
        $"spec.yaml(4,5): error AS0810: 'scaled': Scaled of the plugin 'MyLayers.dll' is at fault: {message}\n", Problems(member));

    [Fact]
    public void A_dimension_of_nothing_left() => Assert.Equal(
        "spec.yaml(4,5): error AS0301: Scaled 'scaled': its output would be 0, and nothing would be left of 4; the shapes up to here: input_layer 4\n",
        Problems("public Shape InferShape(LayerCall call) => new Shape(0);"));

    [Fact]
    public void What_a_layer_says_to_the_person_stays_as_it_is() => Assert.Equal(
        "spec.yaml(4,5): error AS0301: Scaled 'scaled': it takes no vectors; the shapes up to here: input_layer 4\n",
        Problems("public Shape InferShape(LayerCall call) => throw new LayerException(\"it takes no vectors\");"));

    [Fact]
    public void An_overflow_is_the_specs() => Assert.Contains(
        "AS0301: Scaled 'scaled': its output, weights or operations would be too many to count", Problems("public long Flops(LayerCall call) => throw new OverflowException();"), StringComparison.Ordinal);

    [Fact]
    public void A_mistyped_name_finds_a_plugins_layer()
    {
        var registry = LayerPlugins.Load([PluginSource.Compile(_folder)]);
        var spec = _folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers:\n  - Scald: { facto: 1 }\n");

        Assert.Contains("did you mean 'Scaled'?", Assert.Single(SpecValidator.Validate(spec, registry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dependency_that_code_needs_only_later()
    {
        var numbers = PluginCompiler.Compile(_folder.In("Numbers.dll"), "public static class Numbers { public static long Ten => More.Eleven - 1; }", PluginCompiler.Compile(_folder.In("More.dll"), "public static class More { public static long Eleven => 11; }"));
        var plugin = PluginCompiler.Compile(_folder.In("MyLayers.dll"), PluginSource.Layer("Scaled", "public long Flops(LayerCall call) => Numbers.Ten;"), numbers);
        File.Delete(_folder.In("More.dll"));

        Assert.StartsWith("spec.yaml(4,5): error AS0804: 'scaled': plugin 'MyLayers.dll': it needs More, Version=0.0.0.0, which is not beside it", ProblemsWith(plugin), StringComparison.Ordinal);
    }

    // Each member is called on the guard, with nothing, and must reach the layer.
    [Fact]
    public void Every_member_is_passed_on()
    {
        var context = (PluginContext)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(PluginContext));
        var members = typeof(ILayer).GetMethods().ToList();
        Assert.True(members.Count >= 16);
        foreach (var member in members)
        {
            var layer = DispatchProxy.Create<ILayer, Recording>();
            var called = ((Recording)(object)layer).Called;
            var guard = new GuardedLayer(layer, context);
            if (member.GetParameters().Length > 0)
            {
                called.Clear();
            }

            try
            {
                member.Invoke(guard, BindingFlags.DoNotWrapExceptions, null, new object?[member.GetParameters().Length], null);
            }
            catch (Exception error) when (error is NullReferenceException or LayerException or LayerFaultException)
            {
                // The answer is checked with what it was asked with, which is nothing.
            }

            Assert.Contains(member.Name, called);
        }
    }

    private string Problems(params string[] members) => ProblemsWith(PluginSource.Compile(_folder, "MyLayers", members));

    private string ProblemsWith(string plugin)
    {
        var registry = LayerPlugins.Load([plugin]);
        var spec = _folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers:\n  - Scaled: 3\n");
        return string.Concat(SpecValidator.Validate(spec, registry).Select(problem => $"{problem}\n".Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
    }

    /// <summary>A layer that writes down what it is asked.</summary>
    public class Recording : DispatchProxy
    {
        /// <summary>The members.</summary>
        public List<string> Called { get; } = [];

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Called.Add(targetMethod!.Name);
            return targetMethod.ReturnType == typeof(int) ? 1
                : targetMethod.ReturnType == typeof(Shape) ? new Shape(4)
                : targetMethod.ReturnType == typeof(ImmutableArray<int>) ? ImmutableArray.Create(1, 2, 3, 4)
                : targetMethod.ReturnType is { IsValueType: true } type ? Activator.CreateInstance(type) : null;
        }
    }
}
