using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ArchSpec.Training.Reports;

/// <summary>
/// Writes HTML: what stands in an interpolated string is markup, and what is put into it is text, whose signs that mean something in
/// HTML are escaped. So no name of a class or a model can become markup.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup with values in it. A plain string is no markup: there is no way to add one by mistake.</summary>
    public HtmlWriter Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup; // It has written already.
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>A text in which no sign means anything to HTML, in an element or in a quoted attribute.</summary>
    internal static string Escape(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;").ToString();

    /// <summary>Takes the pieces of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _text = writer._text;
            _text.EnsureCapacity(_text.Length + literalLength + (8 * formattedCount));
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(Escape(text ?? ""));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => _text.Append(Escape(value.ToString(format, CultureInfo.InvariantCulture)));

        public void AppendFormatted(DataUri uri) => _text.Append(uri.Text);

        public void AppendFormatted(Asset asset) => _text.Append(asset.Text);
    }
}

/// <summary>A file in the page itself.</summary>
internal sealed class DataUri(string mediaType, byte[] bytes)
{
    /// <summary>Base64 has no sign that HTML knows.</summary>
    public string Text { get; } = $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
}

/// <summary>A style sheet or script of this assembly, which is put into a page as it is.</summary>
internal sealed class Asset
{
    private Asset(string text) => Text = text;

    /// <summary>The style sheet of reports.</summary>
    public static Asset Style { get; } = Read("report.css");

    /// <summary>The script of reports.</summary>
    public static Asset Script { get; } = Read("report.js");

    /// <summary>What reports of pruning add to it.</summary>
    public static Asset PruneStyle { get; } = Read("prune.css");

    /// <summary>The script of reports of pruning.</summary>
    public static Asset PruneScript { get; } = Read("prune.js");

    /// <summary>Its text.</summary>
    public string Text { get; }

    private static Asset Read(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new Asset(reader.ReadToEnd());
    }
}
