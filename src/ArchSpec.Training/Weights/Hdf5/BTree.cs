namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The older B-trees, of groups' lists and of chunks. Source: the HDF5 file format specification, "Version 1 B-trees".
/// </summary>
internal static class BTree
{
    public const byte OfGroups = 0;
    public const byte OfChunks = 1;

    private const int MaxLevel = 32;

    /// <summary>What the tree holds, in order, each with the key before it.</summary>
    public static IEnumerable<(Hdf5Cursor Key, long Address)> Leaves(Hdf5Bytes file, long root, byte kind, int keyBytes)
    {
        var open = new Stack<(long Address, int Level)>([(root, MaxLevel)]);
        while (open.TryPop(out var node))
        {
            var head = file.Fields(node.Address, 24);
            head.Expect("TREE"u8);
            var (isKind, level, count) = (head.Byte() == kind, head.Byte(), head.Short());
            if (!isKind || level >= node.Level)
            {
                throw new InvalidDataException("a tree is not of the kind or of the height that it should be");
            }

            var fields = file.Fields(node.Address + 24, count * (keyBytes + 8L));
            List<(Hdf5Cursor Key, long Address)> children = [.. Enumerable.Range(0, count).Select(_ => (new Hdf5Cursor(fields.Take(keyBytes)), fields.Long()))];
            if (level > 0)
            {
                children.AsEnumerable().Reverse().ToList().ForEach(child => open.Push((child.Address, level)));
                continue;
            }

            foreach (var child in children)
            {
                yield return child;
            }
        }
    }
}
