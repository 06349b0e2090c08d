namespace IrqModel.Firmware;

/// <summary>What a log calls functions: "nvme0", "enp3s0".</summary>
internal sealed class DeviceNames
{
    private readonly Dictionary<string, Bdf> _functions = new(StringComparer.Ordinal);

    /// <summary>Notes the name that a line gives to a function, if it gives one.</summary>
    public void Note(string text)
    {
        // Names go from one function to another while interfaces are renamed: the last word before a line counts.
        if (DriverText.NameIn(text) is { } named)
            _functions[named.Name] = named.Function;
    }

    /// <summary>What a driver says of a device, with the function of that device, and those of others.</summary>
    public LogUnhandledInterrupt Resolve(LogUnhandledInterrupt interrupt) => interrupt is { Function: null, Device: { } device }
        ? interrupt with
        {
            Function = _functions.TryGetValue(device, out Bdf function) ? function : DriverText.FunctionIn(device),
            OtherDevices = [.. _functions.Where(each => each.Key != device).Select(each => each.Value).Distinct()],
        }
        : interrupt;
}
