using System.Text;

namespace ArchSpec.MSBuild.Generation;

/// <summary>C# source as it grows, with <c>\n</c> at line ends on every system.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>An empty line, but at the beginning of a block.</summary>
    public void Line()
    {
        if (_text is not [.., '{', '\n'])
        {
            _text.Append('\n');
        }
    }

    /// <summary>A line, indented as the blocks around it ask for.</summary>
    public void Line(string line) => _text.Append(' ', _depth * 4).Append(line).Append('\n');

    /// <summary>Lines within braces, until what is returned is disposed of.</summary>
    public IDisposable Block(string head)
    {
        Line(head);
        Line("{");
        _depth++;
        return new End(this);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private sealed class End(SourceText source) : IDisposable
    {
        public void Dispose()
        {
            source._depth--;
            source.Line("}");
        }
    }
}
