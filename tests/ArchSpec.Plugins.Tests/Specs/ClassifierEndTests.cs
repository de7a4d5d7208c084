using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

public sealed class ClassifierEndTests : IDisposable
{
    private const string Image = MarkedSpec.Header + "  - Conv2D: [4, 3]\n  - Dense: { units: 2, activation: softmax }\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_that_ends_in_an_image_is_a_warning_at_its_last_layer()
    {
        var spec = _folder.Write("spec.yaml", Image);

        var warning = Assert.Single(SpecValidator.ValidateClassifiers([spec], BuiltInLayers.Registry));

        Assert.Equal(("AS0313", Severity.Warning, 5, 5), (warning.Code, warning.Severity, warning.Span.Line, warning.Span.Column));
        Assert.Contains("Dense 'dense' is the last layer and returns 6 × 6 × 2", warning.Message, StringComparison.Ordinal);
        Assert.Empty(SpecValidator.Validate(spec, BuiltInLayers.Registry));
    }

    [Fact]
    public void A_base_of_another_file_may_end_as_it_likes()
    {
        var image = _folder.Write("base.yaml", Image);
        var spec = _folder.Write("spec.yaml", "archspec: 1\nbase: base.yaml\nlayers:\n  - GlobalAveragePooling2D\n");

        Assert.Empty(SpecValidator.ValidateClassifiers([image, spec], BuiltInLayers.Registry));
    }

    [Theory]
    [InlineData("  - Flatten\n  - Dense: 5\n", 5, "the model ends in Dense with 5 outputs, and the data has 3 classes; write 'units: 3'")]
    [InlineData("  - Flatten\n  - Dense: 1\n  - Softmax\n", 5, "the model ends in Dense with 1 output, and the data has 3 classes; write 'units: 3'")]
    [InlineData("  - Conv2D: [5, 1]\n  - GlobalAveragePooling2D\n", 4, "the model ends in Conv2D with 5 outputs, and the data has 3 classes; write 'filters: 3'")]
    [InlineData("  - Flatten\n", 4, "the model ends in Flatten with 192 outputs, and the data has 3 classes; both must be alike")]
    public void A_number_of_classes_is_asked_of_the_last_layer_that_chooses_one(string layers, int line, string message)
    {
        var network = NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(_folder.Write("spec.yaml", MarkedSpec.Header + layers)), BuiltInLayers.Registry);

        var error = ClassifierEnd.WrongCount(network, 3);

        Assert.Equal(("AS0604", Severity.Error, line, 5, message), (error.Code, error.Severity, error.Span.Line, error.Span.Column, error.Message));
    }

    [Fact]
    public void A_cause_in_many_places_is_said_once_and_counted()
    {
        var spec = _folder.Write("spec.yaml", MarkedSpec.Header + string.Concat(Enumerable.Repeat("  - Conv2D: { filters: 8, kernel_size: 3, colour: 1 }\n", 13)) + "  - Dense: many\n");

        var lines = DiagnosticText.Lines(SpecValidator.Validate(spec, BuiltInLayers.Registry)).ToList();

        Assert.Equal(3, lines.Count);
        Assert.StartsWith($"{spec}(4,43): error AS0202: Conv2D has no argument 'colour'", lines[0], StringComparison.Ordinal);
        Assert.Equal("  … and 12 more like this, in lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …", lines[1]);
        Assert.StartsWith($"{spec}(17,12): error AS0203", lines[2], StringComparison.Ordinal);
    }
}
