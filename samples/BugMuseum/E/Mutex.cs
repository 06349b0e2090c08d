using IrqModel;

namespace BugMuseum.E;

/// <summary>A lock on which flows wait, but not for ever.</summary>
internal sealed class Mutex
{
    // After so many steps a thread counts as hung (khungtaskd).
    private const int Patience = 200;

    private bool isTaken;

    /// <summary>Waits until the lock is free, and takes it.</summary>
    /// <returns>False if the waiting took too long.</returns>
    public async Flow<bool> Take()
    {
        for (var step = 0; isTaken; step++)
        {
            if (step == Patience) return false;
            await Flow.Completed;
        }

        isTaken = true;
        return true;
    }

    /// <summary>Gives the lock back.</summary>
    public void Release() => isTaken = false;
}
