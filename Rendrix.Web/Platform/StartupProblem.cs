using System.Net.Sockets;
using Npgsql;

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
        // Linux: ENOSPC 28, EROFS 30, EDQUOT 122; Windows: ERROR_DISK_FULL 112 in the low word.
        IOException { HResult: var code } io when (code & 0xFFFF) is 28 or 30 or 112 or 122 => $"{io.Message.TrimEnd('.')}. Free some space, or move the data elsewhere with RENDRIX_DATA.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => $"The database's disk is full: {full.MessageText}. Free some space, or move the data elsewhere with RENDRIX_DATA.",
        PostgresException { SqlState: PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.TooManyConnections } busy => $"The database cannot serve another program: {busy.MessageText}. Try again, or give it more memory and connections.",
        NpgsqlException { InnerException: (IOException or SocketException) and { } why } => $"The database went away while Rendrix started: {why.Message.TrimEnd('.')}. Its own log says why.",
        // Kestrel says what is wrong with an https address in a sentence of its own.
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" or "Microsoft.AspNetCore.Server.Kestrel" } kestrel => kestrel.Message.ReplaceLineEndings(" "),
        { InnerException: { } inner } => LineOf(inner),
        _ => null,
    };
}
