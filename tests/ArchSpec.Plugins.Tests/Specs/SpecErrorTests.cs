using System.Text.RegularExpressions;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>Every message about a spec, with its place.</summary>
public sealed class SpecErrorTests
{
    private static readonly Dictionary<string, SpecCase> All = Enumerable
        .Concat([.. FileCases.All, .. StructureCases.All, .. LayerCases.All], [.. GraphCases.All, .. PixelCases.All, .. ModelCases.All, .. BlockCases.All, .. ReferenceCases.All, .. HostileCases.All])
        .ToDictionary(found => found.Title);

    public static TheoryData<string> Titles => [.. All.Keys];

    internal static SpecCase Find(string title) => All[title];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_problem_is_reported_once_where_it_is(string title)
    {
        var spec = new MarkedSpec(All[title].Text);

        var problems = spec.Validate();

        var shown = string.Join('\n', problems);
        Assert.True(spec.Expected.Order().SequenceEqual(problems.Select(MarkedSpec.Place).Order()), $"expected {string.Join(", ", spec.Expected)}, received\n{shown}");
        Assert.All(All[title].Parts, part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_has_a_case_and_a_page()
    {
        var source = File.ReadAllText(RepositoryRoot.In("src", "ArchSpec.Core", "Diagnostics", "SpecErrors.cs"));
        var codes = Regex.Matches(source, "\"(AS[0-9]{4})\"").Select(match => match.Groups[1].Value).Distinct().ToList();

        var covered = All.Values.SelectMany(found => new MarkedSpec(found.Text).Expected).Select(place => place[^6..]).Concat(UnreadableFileTests.Codes);

        Assert.Empty(codes.Except(covered));
        Assert.All(codes, code => Assert.True(File.Exists(RepositoryRoot.In("docs", "errors", $"{code}.md")), $"docs/errors/{code}.md is missing"));
    }
}

/// <summary>A spec with marked problems, and parts of what the messages say.</summary>
internal sealed record SpecCase(string Title, string Text, params string[] Parts);
