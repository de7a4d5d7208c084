using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>Finds repeated items whose repetitions are to differ.</summary>
internal sealed class Repeats
{
    private readonly Wanted _places = new();
    private readonly Dictionary<string, Repeated> _found = [];

    /// <summary>The items that have to be written out, as the uses and files have them.</summary>
    /// <param name="wishes">What is to become of layers, in any words that are the same for the same thing.</param>
    public static IReadOnlyList<(Expansion Use, Entry Entry)> ThatDiffer(IEnumerable<(LayerInstance Layer, string What)> wishes)
    {
        var repeats = new Repeats();
        foreach (var (layer, what) in wishes.Where(wish => wish.Layer.Origin is not null))
        {
            repeats.Note(repeats.KeyOf(layer.Origin!), what);
        }

        return [.. repeats._found.Values.Where(repeated => repeated.Differs).Select(repeated => (repeated.Use, repeated.Entry))];
    }

    // From the outermost file to the layer, with the times of what is repeated on the way.
    private List<Step> KeyOf(LayerOrigin origin)
    {
        List<Step> steps = origin.Home is { Parent: { } parent, Use: { } use } ? KeyOf(new LayerOrigin(parent, use, origin.Home.Repetition)) : [];
        var times = new Stack<Repetition>();
        for (var at = origin.Repetition; at is not null; at = at.Outer)
        {
            times.Push(at);
        }

        steps.AddRange(times.Select(time => new Step(Place(origin.Home, time.Entry), time.Time, origin.Home, time.Entry)));
        steps.Add(new Step(Place(origin.Home, origin.Entry), 0, origin.Home, origin.Entry));
        return steps;
    }

    private string Place(Expansion home, Entry entry) => $"{home.Block?.Name ?? home.Document!.File}:{_places.ItemsOf(home).PathOf(entry) ?? $"{entry.Span}"}";

    private void Note(List<Step> steps, string what)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at].Time > 0)
            {
                var (before, behind) = (string.Join(' ', steps.Take(at).Select(step => step.Text)), string.Join(' ', steps.Skip(at + 1).Select(step => step.Text)));
                var key = $"{before} {steps[at].Place}";
                if (!_found.TryGetValue(key, out var repeated))
                {
                    _found[key] = repeated = new Repeated(steps[at].Use, steps[at].Entry);
                }

                repeated.Note(steps[at].Time, $"{behind} {what}");
            }
        }
    }

    private sealed record Step(string Place, int Time, Expansion Use, Entry Entry)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Place}#{Time}");
    }

    private sealed class Repeated(Expansion use, Entry entry)
    {
        private readonly Dictionary<int, SortedSet<string>> _wishes = [];

        public Expansion Use => use;

        public Entry Entry => entry;

        public bool Differs => _wishes.Count < entry.Options.Repeat || _wishes.Values.Any(wishes => !wishes.SetEquals(_wishes[1]));

        public void Note(int time, string wish)
        {
            if (!_wishes.TryGetValue(time, out var wishes))
            {
                _wishes[time] = wishes = new SortedSet<string>(StringComparer.Ordinal);
            }

            wishes.Add(wish);
        }
    }
}
