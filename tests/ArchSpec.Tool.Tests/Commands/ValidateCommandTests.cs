using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Tool.Commands;

namespace ArchSpec.Tool.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestConsole _console = new();

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Fact]
    public void The_models_that_come_with_it_are_right()
    {
        Assert.Equal(0, Run(new ValidateCommand { Files = Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml") }));
        Assert.Matches("^[0-9]+ files: ok\n$", _console.Out.ToString()!);
    }

    [Fact]
    public void Every_problem_of_every_file_is_a_line()
    {
        var bad = _folder.Write("bad.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Dens: 5\ntrainin: {}\n");
        var good = _folder.Write("good.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n");
        var odd = _folder.Write("odd.yaml", "archspec: 1\ninputs: { a: [8], b: [8] }\nlayers:\n  - Dense: 5\n    inputs: a\n");

        Assert.Equal(1, Run(new ValidateCommand { Files = [bad, good, odd] }));

        var lines = _console.Out.ToString()!.Split('\n');
        Assert.Equal($"{bad}(4,5): error AS0201: there is no layer type or block 'Dens'; did you mean 'Dense'?", lines[0]);
        Assert.StartsWith($"{bad}(5,1): error AS0101: a spec has no key 'trainin'; did you mean 'training'?", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{odd}(2,19): warning AS0305: ", lines[2], StringComparison.Ordinal);
        Assert.Equal("3 files: 2 errors, 1 warning", lines[3]);
    }

    [Fact]
    public void A_warning_alone_is_no_failure()
    {
        var odd = _folder.Write("odd.yaml", "archspec: 1\ninputs: { a: [8], b: [8] }\nlayers:\n  - Dense: 5\n    inputs: a\n");

        Assert.Equal(0, Run(new ValidateCommand { Files = [odd] }));
        Assert.EndsWith("1 file: 1 warning\n", _console.Out.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_all_specs_in_or_below_it()
    {
        const string Spec = "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n";
        _folder.Write("a.yaml", Spec);
        _folder.Write("below/b.YML", Spec);
        _folder.Write("below/broken.yaml", "# a model\narchspec: 1\nlayers:\n\t- Flatten\n");
        _folder.Write("compose.yaml", "services: { web: { image: x } }\n");
        _folder.Write("notes.txt", Spec);
        _folder.Write(".hidden/c.yaml", Spec);

        Assert.Equal(1, Run(new ValidateCommand { Files = [_folder.Path] }));

        var lines = _console.Out.ToString()!.Split('\n');
        Assert.StartsWith($"{_folder.In("below/broken.yaml")}(4,1): error AS0008: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("3 files: 1 error", lines[1]);
    }

    [Fact]
    public void A_folder_without_a_spec_is_an_error()
    {
        _folder.Write("compose.yaml", "services: {}\n");

        var error = Assert.Throws<FileNotFoundException>(() => Run(new ValidateCommand { Files = [_folder.Path] }));

        Assert.Equal($"there is no spec in '{_folder.Path}'; a spec is a .yaml or .yml file with a line 'archspec: 1'", error.Message);
    }

    [Theory]
    [InlineData("models/*.yaml", "2 files: ok\n")]
    [InlineData("models/?.yaml", "1 file: ok\n")]
    [InlineData("*/a*", "2 files: ok\n")]
    [InlineData("**/*.yaml", "4 files: ok\n")]
    [InlineData("**/deep/*", "1 file: ok\n")]
    [InlineData("mod*", "3 files: ok\n")]
    public void A_pattern_is_the_files_that_match(string pattern, string summary)
    {
        const string Spec = "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n";
        _folder.Write("top.yaml", Spec);
        _folder.Write("models/a.yaml", Spec);
        _folder.Write("models/ab.yaml", Spec);
        _folder.Write("models/deep/c.yaml", Spec);
        _folder.Write("models/.d.yaml", "archspec: 2\n");

        Assert.Equal(0, Run(new ValidateCommand { Files = [$"{_folder.Path}/{pattern}"] }));
        Assert.Equal(summary, _console.Out.ToString());
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_an_error()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Run(new ValidateCommand { Files = [$"{_folder.Path}/*.yaml"] }));

        Assert.Equal($"no file matches '{_folder.Path}/*.yaml'", error.Message);
    }

    [Fact]
    public void A_cause_in_many_places_is_said_once()
    {
        var bad = _folder.Write("bad.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Dens: 5\n  - Dens: 5\n  - Dens: 5\n");

        Assert.Equal(1, Run(new ValidateCommand { Files = [bad] }));

        var lines = _console.Out.ToString()!.Split('\n');
        Assert.Equal(("  … and 2 more like this, in lines 5, 6", "1 file: 3 errors"), (lines[1], lines[2]));
    }

    [Fact]
    public void A_model_that_ends_in_an_image_is_a_warning()
    {
        var image = _folder.Write("image.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Conv2D: [4, 3]\n");

        Assert.Equal(0, Run(new ValidateCommand { Files = [image] }));

        Assert.StartsWith($"{image}(4,5): warning AS0313: Conv2D 'conv2d' is the last layer and returns 6 × 6 × 4;", _console.Out.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gets_one_object()
    {
        var bad = _folder.Write("bad.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Dens: 5\n");

        Assert.Equal(1, Run(new ValidateCommand { Files = [bad], Json = true }));

        using var json = JsonDocument.Parse(_console.Out.ToString()!);
        var problem = Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal((1, "AS0201", 4, 5), (json.RootElement.GetProperty("errors").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void A_root_lets_a_spec_reach_further()
    {
        _folder.Write("base.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n");
        var spec = _folder.Write("models/spec.yaml", "archspec: 1\nbase: ../base.yaml\n");

        Assert.Equal(1, Run(new ValidateCommand { Files = [spec] }));
        Assert.Equal(0, Run(new ValidateCommand { Files = [spec], Root = _folder.Path }));
    }

    [Fact]
    public void The_schema_goes_to_stdout_or_to_a_file()
    {
        new SchemaCommand().OnExecute(_console);
        new SchemaCommand { Output = _folder.In("schema.json") }.OnExecute(_console);

        Assert.Equal(_console.Out.ToString()!, File.ReadAllText(_folder.In("schema.json")));
    }

    private int Run(ValidateCommand command) => command.OnExecute(_console);
}
