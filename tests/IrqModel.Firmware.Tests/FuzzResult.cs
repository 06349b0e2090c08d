namespace IrqModel.Firmware.Tests;

/// <summary>What a run of <see cref="Fuzz"/> took.</summary>
internal sealed class FuzzResult
{
    private int _count;
    private TimeSpan _longest;
    private TimeSpan _total;
    private long _largest;

    /// <summary>How many inputs were refused as a whole.</summary>
    public int Refused { get; set; }

    public void Add(TimeSpan time, long bytes)
    {
        _count++;
        _total += time;
        _longest = time > _longest ? time : _longest;
        _largest = Math.Max(_largest, bytes);
    }

    public override string ToString() =>
        $"{_count} inputs, {Refused} refused, {_total.TotalSeconds:F1} s in all, {_longest.TotalMilliseconds:F0} ms and {_largest / 1e6:F1} MB at most for one";
}
