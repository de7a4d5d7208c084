using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ArchSpec.Training.Data;

/// <summary>The thread that fills batches for one epoch, and the ring of buffers between it and the loop that uses them.</summary>
internal sealed class BatchPump : IDisposable
{
    // One in use, one ready, one being filled.
    private const int Buffers = 3;

    private readonly ImageSet _images;
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly BlockingCollection<ImageBatch> _free = [];
    private readonly BlockingCollection<ImageBatch> _ready = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    internal BatchPump(ImageSet images, int[] order, int batchSize, int firstBatch)
    {
        (_images, _order, _batchSize) = (images, order, batchSize);
        var full = Math.Min(Buffers, order.Length / batchSize);
        for (var i = 0; i < full; i++)
        {
            _free.Add(ImageBatch.Empty(batchSize, images.Shape));
        }

        _thread = new Thread(() => Run(firstBatch)) { IsBackground = true, Name = "batches" };
        _thread.Start();
    }

    /// <summary>The next batch; null at the end.</summary>
    internal ImageBatch? Next()
    {
        if (_ready.TryTake(out var batch, Timeout.Infinite))
        {
            return batch;
        }

        _failure?.Throw();
        return null;
    }

    /// <summary>Lets the thread use the batch's arrays again.</summary>
    internal void GiveBack(ImageBatch batch)
    {
        if (batch.Count == _batchSize)
        {
            _free.Add(batch);
        }
    }

    /// <summary>Stops the thread and waits for it: after this, nothing reads the images.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _free.Dispose();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Run(int firstBatch)
    {
        try
        {
            for (long start = (long)firstBatch * _batchSize; start < _order.Length; start += _batchSize)
            {
                var count = Math.Min(_batchSize, _order.Length - (int)start);
                var batch = count == _batchSize ? _free.Take(_stop.Token) : ImageBatch.Empty(count, _images.Shape);
                batch.Fill(_images, _order, (int)start);
                _ready.Add(batch, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The loop ended early.
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            _failure = ExceptionDispatchInfo.Capture(e.InnerExceptions[0]);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
