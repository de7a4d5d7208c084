using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Leads what took the output of a join to what is left of it: the item below takes it by standing below, or by name; names that meant
/// the join mean what is left.
/// </summary>
internal sealed class Carrier(Wanted places, NetworkLevel level, Network network, Action<Expansion, PartOp> add)
{
    /// <summary>Leads everything.</summary>
    /// <param name="join">The join that goes.</param>
    /// <param name="home">Where it stands.</param>
    /// <param name="entry">Its item.</param>
    /// <param name="chain">The branch that stays in its place, or null where the join goes without one.</param>
    public void Carry(Node join, Expansion home, Entry entry, ImmutableArray<Entry>? chain)
    {
        var (list, at) = ListOf(home.Entries, entry)!.Value;
        var left = level.Resolve(new Connection(join, 0));
        var isBelow = chain is { IsEmpty: false } ? true : Above(home, list, at) is { } above ? Makes(home, above, left) : left.Source.Layer.IsInput;
        if (!isBelow || (chain is not null && !entry.Options.Inputs.IsDefault))
        {
            Lead(home, list, at, chain, entry, left);
        }

        CarryName(join, home, entry, left);
    }

    // The item of a list that holds another, and its place there.
    private static (ImmutableArray<Entry> List, int At)? ListOf(ImmutableArray<Entry> entries, Entry entry)
    {
        for (var at = 0; at < entries.Length; at++)
        {
            var inner = entries[at] switch
            {
                BranchesEntry branches => branches.Branches.Select(branch => ListOf(branch, entry)).FirstOrDefault(found => found is not null),
                ModelEntry model => ListOf(model.Layers, entry),
                _ => null,
            };
            if (ReferenceEquals(entries[at], entry) || inner is not null)
            {
                return inner ?? (entries, at);
            }
        }

        return null;
    }

    private Entry? Above(Expansion home, ImmutableArray<Entry> list, int at) => list.Take(at).LastOrDefault(other => !level.IsDead(home, other));

    // Whether an item's output is a given one: its own layer's, or of the last layer of an inline block.
    private static bool Makes(Expansion home, Entry entry, Connection wanted)
    {
        for (var origin = wanted.Source.Layer.Origin; origin is not null; origin = origin.Home is { Block.IsInline: true, Parent: { } parent, Use: { } use } ? new LayerOrigin(parent, use, null) : null)
        {
            if (ReferenceEquals(origin.Home, home) && (ReferenceEquals(origin.Entry, entry) || (entry is BranchesEntry branches && ReferenceEquals(origin.Entry, branches.Join))))
            {
                return true;
            }
        }

        return false;
    }

    private void Lead(Expansion home, ImmutableArray<Entry> list, int at, ImmutableArray<Entry>? chain, Entry entry, Connection left)
    {
        if (chain is { IsEmpty: false } kept)
        {
            add(home, new PartOp(PartKind.SetInput, places.ItemsOf(home).PathOf(kept[0])!, -1, YamlText.Word(entry.Options.Inputs[0].Text), ""));
            return;
        }

        var next = list.Skip(at + 1).FirstOrDefault(other => !level.IsDead(home, other))
            ?? throw new RewriteException($"what is left of '{entry.Span}' is not the layer above it");
        if (next.Options.Inputs.IsDefault)
        {
            add(home, new PartOp(PartKind.SetInput, places.ItemsOf(home).PathOf(next)!, -1, NameOf(left), ""));
        }
    }

    private static string NameOf(Connection left) => left.Source.Layer.HasAutomaticName && !left.Source.Layer.IsInput
        ? throw new RewriteException($"'{left.Source.Layer.Name}' has no name by which it could be taken")
        : YamlText.Word(left.Output == 0 ? left.Source.Layer.Name : string.Create(CultureInfo.InvariantCulture, $"{left.Source.Layer.Name}/{left.Output}"));

    private void CarryName(Node join, Expansion home, Entry entry, Connection left)
    {
        if (join.Layer.HasAutomaticName || !IsNamed(join.Layer.Name))
        {
            return;
        }

        var source = left.Source.Layer;
        if (source is { HasAutomaticName: true, IsInput: false, Origin: { Entry: LayerEntry { Options.Repeat: 1 } last } origin }
            && ReferenceEquals(origin.Home, home) && ListOf(home.Entries, last) is not null)
        {
            // It takes over the name, as the text has it.
            var name = YamlPath.Get(home.Block?.Layers ?? home.Body, NamePath(home, entry)) as YamlScalar;
            add(home, new PartOp(PartKind.SetName, places.ItemsOf(home).PathOf(last)!, 0, name is null ? YamlText.Word(join.Layer.Name) : YamlText.Of(name), ""));
            return;
        }

        foreach (var use in network.Expansions!)
        {
            foreach (var (item, input) in InputsNamed(use.Entries, join.Layer.Name).Where(pair => !level.IsDead(use, pair.Entry) && !ReferenceEquals(pair.Entry, entry)))
            {
                add(use, new PartOp(PartKind.SetInput, places.ItemsOf(use).PathOf(item)!, input, NameOf(left), ""));
            }
        }
    }

    private string NamePath(Expansion home, Entry entry)
    {
        var item = places.ItemsOf(home).PathOf(entry)!;
        return YamlPath.Get(home.Body, item) is YamlMap map && YamlPath.In(item, map, "name") is { } path ? path : item + "/0";
    }

    private bool IsNamed(string name) => network.Expansions!.Any(use => InputsNamed(use.Entries, name).Any());

    private static IEnumerable<(Entry Entry, int Input)> InputsNamed(IEnumerable<Entry> entries, string name) => entries.SelectMany(entry => (entry switch
    {
        BranchesEntry branches => branches.Branches.SelectMany(branch => InputsNamed(branch, name)),
        ModelEntry model => InputsNamed(model.Layers, name),
        _ => [],
    }).Concat((entry.Options.Inputs.IsDefault ? [] : entry.Options.Inputs).Index().Where(input => input.Item.Text == name).Select(input => (entry, input.Index))));
}
