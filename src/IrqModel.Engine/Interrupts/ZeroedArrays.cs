namespace IrqModel.Engine;

/// <summary>
/// Arrays of zeros that runs reuse. A remapping table has a megabyte: allocating it would cost more than the rest of a
/// run on a small machine.
/// </summary>
/// <param name="length">How many elements each array has.</param>
internal sealed class ZeroedArrays<T>(int length)
    where T : struct
{
    // Bounds what is kept while nothing runs. A run needs an array for each of its units, and few machines have more units than this.
    private const int Capacity = 32;

    private readonly Stack<T[]> free = new(Capacity);

    /// <summary>An array that is all zeros.</summary>
    public T[] Rent()
    {
        lock (free)
        {
            if (free.TryPop(out var array)) return array;
        }

        return new T[length];
    }

    /// <summary>Takes an array back. The caller must not touch it any more.</summary>
    /// <param name="array">An array that <see cref="Rent"/> gave.</param>
    /// <param name="written">How many elements from the start may be other than zero.</param>
    public void Return(T[] array, int written)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(array.Length, length);
        Array.Clear(array, 0, written);
        lock (free)
        {
            if (free.Count < Capacity) free.Push(array);
        }
    }
}
