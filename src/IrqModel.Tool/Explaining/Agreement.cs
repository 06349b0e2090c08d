namespace IrqModel.Tool.Explaining;

/// <summary>How what is seen fits what is predicted.</summary>
public enum Agreement
{
    /// <summary>Nothing seen says anything about the function's interrupts.</summary>
    NotShown = 0,

    /// <summary>Something is seen, and nothing was predicted.</summary>
    SeenOnly,

    /// <summary>What is seen is what was predicted.</summary>
    Agrees,

    /// <summary>What is seen is not what was predicted.</summary>
    Contradicts,
}
