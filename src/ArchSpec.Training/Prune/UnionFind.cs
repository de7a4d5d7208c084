namespace ArchSpec.Training.Prune;

/// <summary>Disjoint sets of numbers (Tarjan 1975), with the smallest member as the name of its set.</summary>
internal sealed class UnionFind
{
    private readonly List<int> _parents = [];

    public int Count => _parents.Count;

    public int Add()
    {
        _parents.Add(_parents.Count);
        return _parents.Count - 1;
    }

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            member = _parents[member] = _parents[_parents[member]];
        }

        return member;
    }

    public void Unite(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }
}
