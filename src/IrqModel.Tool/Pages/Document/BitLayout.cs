namespace IrqModel.Tool.Pages.Document;

/// <summary>How a register, a message or a table entry is laid out.</summary>
/// <param name="Name">What others name it by.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Bits">How many bits it has.</param>
/// <param name="Fields">Its fields, from the highest bit down; together they are all of its bits.</param>
internal sealed record BitLayout(string Name, string Title, int Bits, IReadOnlyList<BitField> Fields);

/// <summary>A field.</summary>
/// <param name="High">Its highest bit.</param>
/// <param name="Low">Its lowest bit.</param>
/// <param name="Name">Its name in the specification.</param>
/// <param name="Meaning">What it says.</param>
internal sealed record BitField(int High, int Low, string Name, string Meaning)
{
    /// <summary>What its values mean, by value; null for a number.</summary>
    public IReadOnlyDictionary<int, string>? Values { get; init; }

    /// <summary>How a number is shown; hexadecimal if not given.</summary>
    public BitStyle? Style { get; init; }

    /// <summary>Whether it must be 0.</summary>
    public bool? Reserved { get; init; }

    /// <summary>A field of one bit.</summary>
    /// <param name="bit">Which.</param>
    /// <param name="name">Its name in the specification.</param>
    /// <param name="zero">What 0 means.</param>
    /// <param name="one">What 1 means.</param>
    public static BitField Flag(int bit, string name, string zero, string one) =>
        new(bit, bit, name, "") { Values = new Dictionary<int, string> { [0] = zero, [1] = one } };
}

/// <summary>How the value of a field is shown.</summary>
internal enum BitStyle
{
    /// <summary>A requester id, bb:dd.f.</summary>
    RequesterId,

    /// <summary>A decimal number.</summary>
    Decimal,
}
