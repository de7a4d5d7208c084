namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>Values in pieces of equal shape, each by itself packed or not; what is missing has the value of what was never written.</summary>
internal sealed class ChunkedValues(Hdf5File file, ObjectHeader header, string name, long[] shape, int size)
{
    public byte[] Read(Hdf5Cursor layout, byte version, byte[] values)
    {
        var index = ChunkIndex.Parse(layout, version, shape);
        var filters = ChunkFilters.Parse(header.Find(MessageKind.Filters));
        var bytes = WeightValues.Count(index.ChunkShape) * size;
        if (shape.Length == 0 || index.ElementBytes != size || bytes is null or <= 0 or > int.MaxValue || index.ChunkShape.Contains(0))
        {
            throw new InvalidDataException($"'{name}' is in pieces of the shape ({string.Join(", ", index.ChunkShape)}), which cannot be");
        }

        foreach (var chunk in index.Chunks(file.Bytes, bytes.Value, filters is not null))
        {
            file.Budget.Take(name, bytes.Value);
            var stored = file.Bytes.Values(chunk.Address, chunk.Bytes);
            var piece = filters is null ? stored : filters.Undo(stored, chunk.Skipped, (int)bytes.Value, size);
            if (piece.Length != bytes)
            {
                throw new InvalidDataException($"'{name}' has a piece that is not as large as its shape");
            }

            Place(piece, index.ChunkShape, chunk.Offset, values);
        }

        return values;
    }

    // Row by row, without what lies beyond the edge.
    private void Place(byte[] piece, long[] chunk, long[] offset, byte[] values)
    {
        if (shape.Where((all, axis) => offset[axis] < 0 || offset[axis] >= all).Any())
        {
            throw new InvalidDataException($"'{name}' has a piece that lies outside of it");
        }

        long[] inside = [.. shape.Select((all, axis) => Math.Min(chunk[axis], all - offset[axis]))];
        Copy(0, 0, 0);

        void Copy(int axis, long from, long to)
        {
            (from, to) = (from * chunk[axis], (to * shape[axis]) + offset[axis]);
            if (axis == shape.Length - 1)
            {
                piece.AsSpan((int)from * size, (int)inside[axis] * size).CopyTo(values.AsSpan((int)to * size));
                return;
            }

            for (var at = 0L; at < inside[axis]; at++)
            {
                Copy(axis + 1, from + at, to + at);
            }
        }
    }
}
