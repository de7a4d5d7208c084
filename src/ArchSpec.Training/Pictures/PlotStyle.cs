using ScottPlot;

namespace ArchSpec.Training.Pictures;

/// <summary>What all plots look like.</summary>
internal static class PlotStyle
{
    internal const float TitleSize = 19;
    internal const float LabelSize = 15;
    internal const float TickSize = 13;

    internal static readonly Color Ink = Color.FromHex("#24292F");
    internal static readonly Color Faint = Color.FromHex("#E4E7EB");
    internal static readonly Color Train = Color.FromHex("#2F6FB5");
    internal static readonly Color Validation = Color.FromHex("#D9730D");
    internal static readonly Color Best = Color.FromHex("#2E8B57");

    internal static Plot NewPlot(string title, string xLabel, string yLabel)
    {
        EmbeddedFont.Use();
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Bottom.Label.Text = xLabel;
        plot.Axes.Left.Label.Text = yLabel;
        Letter(plot.Axes.Title.Label, TitleSize);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            Letter(axis.Label, LabelSize);
            Letter(axis.TickLabelStyle, TickSize);
        }

        return plot;
    }

    private static void Letter(LabelStyle label, float size)
    {
        (label.FontName, label.FontSize, label.Bold, label.ForeColor) = (EmbeddedFont.Name, size, false, Ink);
    }
}
