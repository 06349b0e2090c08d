namespace IrqModel;

/// <summary>What software writes into the entries of a function for the unit to verify: which requester ids may use them.</summary>
/// <remarks>VT-d 9.9, SID and SVT; Linux <c>set_irte_sid()</c>, <c>set_irte_verify_bus()</c>.</remarks>
public readonly record struct SourceCheck
{
    private SourceCheck(RequesterId sourceId, bool isBusRange) => (SourceId, IsBusRange) = (sourceId, isBusRange);

    /// <summary>SID: the id, or the first bus in its high and the last in its low byte.</summary>
    public RequesterId SourceId { get; }

    /// <summary>Whether it is a range of buses.</summary>
    public bool IsBusRange { get; }

    /// <summary>Only requests with this id.</summary>
    public static SourceCheck Exactly(RequesterId id) => new(id, isBusRange: false);

    /// <summary>Requests with an id on one of these buses.</summary>
    /// <param name="first">The first bus.</param>
    /// <param name="last">The last bus.</param>
    public static SourceCheck Buses(byte first, byte last) => new(new RequesterId((ushort)((first << 8) | last)), isBusRange: true);
}
