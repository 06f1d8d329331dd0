import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

class Dashboard {
    static void open(int port) throws Exception {
        HttpServer.create(new InetSocketAddress(port), 0).start();
    }
}
