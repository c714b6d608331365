function canvas(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const element = document.createElement('canvas');
  element.width = width;
  element.height = height;
  const context = element.getContext('2d');
  if (!context) throw new Error('This browser paints nothing');
  return [element, context];
}

/** A meeting room with people at a table, in a colour of its own. */
export function paintSite(name: string, hue: number): MediaStream {
  const [element, paint] = canvas(1280, 720);
  let frame = 0;
  const draw = () => {
    const sway = Math.sin(frame++ / 8) * 6;
    const wall = paint.createLinearGradient(0, 0, 0, 720);
    wall.addColorStop(0, `hsl(${hue} 24% 72%)`);
    wall.addColorStop(1, `hsl(${hue} 22% 44%)`);
    paint.fillStyle = wall;
    paint.fillRect(0, 0, 1280, 720);
    paint.fillStyle = '#a8181f';
    paint.fillRect(340, 50, 600, 110);
    paint.fillStyle = '#ffd84d';
    paint.font = '600 34px sans-serif';
    paint.textAlign = 'center';
    paint.fillText(name.slice(0, 32), 640, 118);
    for (const [n, x] of [330, 640, 950].entries()) {
      const skin = `hsl(26 42% ${62 - n * 5}%)`;
      const move = n === 1 ? sway : -sway / 2;
      paint.fillStyle = n === 1 ? '#1f2c4a' : '#e7ebf2';
      paint.beginPath();
      paint.ellipse(x + move, 560, 130, 190, 0, Math.PI, 0);
      paint.fill();
      paint.fillStyle = skin;
      paint.beginPath();
      paint.ellipse(x + move, 330, 62, 78, 0, 0, Math.PI * 2);
      paint.fill();
      paint.fillStyle = '#20160f';
      paint.beginPath();
      paint.ellipse(x + move, 290, 66, 50, 0, Math.PI, 0);
      paint.fill();
    }
    paint.fillStyle = '#5b3a20';
    paint.fillRect(0, 560, 1280, 160);
    paint.fillStyle = '#6e4829';
    paint.fillRect(0, 545, 1280, 26);
  };
  draw();
  setInterval(draw, 200);
  return element.captureStream(5);
}

/** A slide with a table of figures. */
export function paintScreen(): MediaStream {
  const [element, paint] = canvas(1600, 900);
  const draw = () => {
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, 1600, 900);
    paint.fillStyle = '#0a2f73';
    paint.fillRect(0, 0, 1600, 130);
    paint.fillStyle = '#fff';
    paint.font = '600 52px sans-serif';
    paint.fillText('Kết quả chuyển đổi số 10 tháng đầu năm 2026', 60, 85);
    paint.font = '34px sans-serif';
    ['Dịch vụ công trực tuyến toàn trình', 'Hồ sơ số hóa', 'Xã có điểm cầu đạt chuẩn', 'Cán bộ đã tập huấn'].forEach(
      (line, n) => {
        paint.fillStyle = '#14213a';
        paint.fillText(line, 80, 250 + n * 150);
        paint.fillStyle = '#dce3ed';
        paint.fillRect(800, 215 + n * 150, 700, 50);
        paint.fillStyle = '#0b52b8';
        paint.fillRect(800, 215 + n * 150, 700 * (0.92 - n * 0.14), 50);
      },
    );
  };
  draw();
  setInterval(draw, 500);
  return element.captureStream(2);
}
