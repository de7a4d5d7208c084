using ArchSpec.Diagnostics;
using ArchSpec.Rewrite;

namespace ArchSpec.Core.Tests.Rewrite;

/// <summary>A text in which <c>«old|new|reason»</c> marks what is replaced; the reason may be left out.</summary>
internal sealed class MarkedText
{
    private readonly List<SpecEdit> _edits = [];

    public MarkedText(string marked)
    {
        var text = "";
        foreach (var (index, part) in marked.Split('«', '»').Index())
        {
            if (index % 2 == 0)
            {
                text += part;
                continue;
            }

            var words = part.Split('|');
            _edits.Add(new SpecEdit(new SourceSpan("spec.yaml", 1, 1, text.Length, text.Length + words[0].Length), words[1], words.ElementAtOrDefault(2)));
            text += words[0];
        }

        Text = text;
    }

    /// <summary>Without the marks.</summary>
    public string Text { get; }

    /// <summary>With the marks carried out, in any order.</summary>
    public string Rewritten => TextRewriter.Apply(Text, _edits.AsEnumerable().Reverse());
}
