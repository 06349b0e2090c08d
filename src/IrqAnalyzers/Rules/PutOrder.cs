namespace IrqAnalyzers.Rules;

/// <summary>In which order what a call puts into a collection runs.</summary>
internal readonly struct PutOrder
{
    public PutOrder(bool isReversed, int key = -1)
    {
        IsReversed = isReversed;
        Key = key;
    }

    /// <summary>Whether what is put there last runs first.</summary>
    public bool IsReversed { get; }

    /// <summary>The parameter of the call that says which level or priority it is put under, from the lowest to the highest; -1 if none does.</summary>
    public int Key { get; }
}
