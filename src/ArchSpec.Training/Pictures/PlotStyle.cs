using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>What all plots look like.</summary>
internal static class PlotStyle
{
    internal const float TitleSize = 19;
    internal const float LabelSize = 15;
    internal const float TickSize = 13;

    internal static readonly Color Ink = Color.FromHex("#24292F");
    internal static readonly Color Faint = Color.FromHex("#E4E7EB");
    internal static readonly Color Background = Color.FromHex("#D0D7DE");
    internal static readonly Color Quiet = Color.FromHex("#8C959F");
    internal static readonly Color Train = Color.FromHex("#2F6FB5");
    internal static readonly Color Validation = Color.FromHex("#D9730D");
    internal static readonly Color Best = Color.FromHex("#2E8B57");

    /// <summary>For lines of one kind, such as classes; told apart also by most who are colour-blind (Okabe and Ito 2008).</summary>
    internal static readonly IReadOnlyList<Color> Series =
    [
        .. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A4EAB", "#8C6D31" }.Select(hex => Color.FromHex(hex)),
    ];

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

    /// <summary>Draws a plot beside others of one picture.</summary>
    internal static void Draw(Plot plot, SKCanvas canvas, PixelRect place)
    {
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.RenderManager.Render(canvas, place);
    }

    /// <summary>Ticks at even distances.</summary>
    internal static NumericManual Ticks(double from, double to, double step)
    {
        double[] places = [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => from + (i * step))];
        return new NumericManual(places, [.. places.Select(place => place.ToString("0.##", CultureInfo.InvariantCulture))]);
    }

    /// <summary>How legends look.</summary>
    internal static void Letter(Legend legend)
    {
        (legend.FontName, legend.FontSize, legend.FontColor) = (EmbeddedFont.Name, TickSize, Ink);
        (legend.OutlineColor, legend.ShadowColor) = (Faint, Colors.Transparent);
    }

    /// <summary>A name of at most so many letters.</summary>
    internal static string Short(string name, int longest) => name.Length <= longest ? name : name[..(longest - 1)] + "…";

    /// <summary>A share as text: 100 % and 0 % are said of what is exactly that.</summary>
    internal static string Percent(double share) => share switch
    {
        > 0 and < 0.001 => "< 0.1 %",
        > 0.999 and < 1 => "> 99.9 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %"),
    };

    private static void Letter(LabelStyle label, float size)
    {
        (label.FontName, label.FontSize, label.Bold, label.ForeColor) = (EmbeddedFont.Name, size, false, Ink);
    }
}
