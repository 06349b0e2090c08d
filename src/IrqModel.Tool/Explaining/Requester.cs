namespace IrqModel.Tool.Explaining;

/// <summary>Who has a requester id.</summary>
/// <param name="Words">In words.</param>
/// <param name="Sender">The function, where it is known.</param>
/// <param name="IsVirtual">Whether it is a VF; null where nothing shows it.</param>
internal sealed record Requester(string Words, Bdf? Sender, bool? IsVirtual)
{
    /// <summary>Whether it is an IOAPIC or HPET, or may be one.</summary>
    public bool MayBeInterruptSource { get; init; }
}
