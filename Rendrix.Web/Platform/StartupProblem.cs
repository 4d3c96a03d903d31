using System.Net.Sockets;

namespace Rendrix.Web.Platform;

/// <summary>Something the operator must put right before the program can run: one clear line, printed without a stack trace.</summary>
public sealed class StartupProblem(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The line to print for an exception at start; null for a bug, which keeps its stack trace.</summary>
    public static string? LineOf(Exception e) => e switch
    {
        StartupProblem problem => problem.Message,
        IOException { InnerException: { } inner } io when inner is Microsoft.AspNetCore.Connections.AddressInUseException || inner.InnerException is SocketException =>
            $"{io.Message.TrimEnd('.')}. Stop the other program, or choose another address with `-- --urls http://localhost:5081`.",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse } socket =>
            $"Rendrix cannot listen there: {socket.Message}. Choose another address with `-- --urls http://localhost:5081`.",
        _ => null,
    };
}
