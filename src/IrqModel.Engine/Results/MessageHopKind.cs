namespace IrqModel.Engine;

/// <summary>A station on the way of an interrupt message.</summary>
public enum MessageHopKind
{
    /// <summary>The function that sends.</summary>
    Function,

    /// <summary>Something that sends in the function's name, or puts another requester id into the request: a bridge, a proxy.</summary>
    Alias,

    /// <summary>A controller that takes the message for one to itself and sends its own, an Intel VMD.</summary>
    Controller,

    /// <summary>The remapping unit.</summary>
    Unit,

    /// <summary>The entry in the unit's table.</summary>
    Entry,

    /// <summary>The vector of a processor, or of a vCPU that it is posted to.</summary>
    Vector,

    /// <summary>The handler.</summary>
    Handler,
}
