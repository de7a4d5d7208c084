using System.Text.RegularExpressions;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>A spec and what becomes of it: <c>«old|new»</c>, or <c>«»new«/»</c> for what has nothing in its place.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Changes">The changes, as <see cref="RewriteCase.Changes"/> takes them.</param>
/// <param name="Marked">The spec with both texts.</param>
public sealed partial record RewriteExample(string Name, string Changes, string Marked)
{
    public string Spec => Marks().Replace(Marked, mark => mark.Groups["old"].Value);

    public string Expected => Marks().Replace(Marked, mark => mark.Groups["new"].Value);

    public override string ToString() => Name;

    [GeneratedRegex("«(?<old>[^»|]*)\\|(?<new>[^»]*)»|«»(?<new>[^«]*)«/»", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}
