namespace IrqModel.Firmware;

/// <summary>
/// Reads whatever a user has: each input is decoded, cut into parts, and each part is given to the reader that knows its content. No
/// content makes it fail; an input that holds nothing usable is a problem of severity <see cref="EvidenceSeverity.Error"/>.
/// </summary>
public static class EvidenceReader
{
    /// <summary>Reads inputs of any kind, in any order.</summary>
    /// <param name="inputs">The inputs.</param>
    public static Evidence Read(IEnumerable<InputSource> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var evidence = new EvidenceBuilder();
        foreach (InputSource input in inputs)
        {
            try
            {
                InputDecoder.Read(input, evidence);
            }
            catch (FirmwareFormatException error)
            {
                evidence.Add(error);
            }
        }
        return evidence.Build();
    }

    /// <summary>Reads one text, e.g. a paste.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">How messages call it.</param>
    public static Evidence ReadText(string text, string name) => Read([InputSource.FromText(name, text)]);
}
